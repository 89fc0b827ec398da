"""The noisy classifier p_phi(y | x_t, t): the encoder and middle of diffusers' UNet2DModel, pooled to logits.

Dhariwal & Nichol 2021, section 4.1. Every block is diffusers' own and every field and tensor has UNet2DModel's
name, so whoever reads a U-Net reads this too. Beyond the encoder: `norm_out`, SiLU, mean over space, `classifier`.
"""

import torch
from diffusers.configuration_utils import register_to_config
from diffusers.models.embeddings import TimestepEmbedding, Timesteps
from diffusers.models.unets.unet_2d_blocks import UNetMidBlock2D, get_down_block
from torch import nn

from weights import Stored


class NoisyClassifier(Stored):
    """(x_t, t) to the logits of `id2label`'s classes. `sample_size` is a number or (height, width)."""

    @register_to_config
    def __init__(
        self,
        id2label: dict[str, str],
        sample_size: int | tuple[int, int] = 28,
        in_channels: int = 1,
        center_input_sample: bool = False,
        time_embedding_type: str = "positional",
        freq_shift: int = 0,
        flip_sin_to_cos: bool = True,
        down_block_types: tuple[str, ...] = ("DownBlock2D", "AttnDownBlock2D", "AttnDownBlock2D"),
        mid_block_type: str = "UNetMidBlock2D",
        block_out_channels: tuple[int, ...] = (32, 64, 64),
        layers_per_block: int = 1,
        mid_block_scale_factor: float = 1,
        downsample_padding: int = 1,
        downsample_type: str = "conv",
        dropout: float = 0.0,
        act_fn: str = "silu",
        attention_head_dim: int | None = 32,
        norm_num_groups: int = 8,
        attn_norm_num_groups: int | None = None,
        norm_eps: float = 1e-5,
        resnet_time_scale_shift: str = "default",
        add_attention: bool = True,
    ):
        super().__init__()
        if time_embedding_type != "positional":
            raise ValueError(f"NoisyClassifier: expected a positional time embedding, got {time_embedding_type}")
        if len(down_block_types) != len(block_out_channels):
            raise ValueError(
                f"NoisyClassifier: expected one block a level, got {len(down_block_types)} down_block_types"
                f" for {len(block_out_channels)} block_out_channels"
            )
        first, last = block_out_channels[0], block_out_channels[-1]
        shared = {
            "temb_channels": 4 * first,
            "resnet_eps": norm_eps,
            "resnet_act_fn": act_fn,
            "resnet_groups": norm_num_groups,
            "resnet_time_scale_shift": resnet_time_scale_shift,
            "dropout": dropout,
        }
        self.conv_in = nn.Conv2d(in_channels, first, 3, padding=1)
        self.time_proj = Timesteps(first, flip_sin_to_cos, freq_shift)
        self.time_embedding = TimestepEmbedding(first, 4 * first)
        self.down_blocks = nn.ModuleList()
        for level, (kind, channels) in enumerate(zip(down_block_types, block_out_channels, strict=True)):
            self.down_blocks.append(
                get_down_block(
                    kind,
                    num_layers=layers_per_block,
                    in_channels=block_out_channels[max(level - 1, 0)],
                    out_channels=channels,
                    add_downsample=level < len(block_out_channels) - 1,
                    attention_head_dim=channels if attention_head_dim is None else attention_head_dim,
                    downsample_padding=downsample_padding,
                    downsample_type=downsample_type,
                    **shared,
                )
            )
        self.mid_block = UNetMidBlock2D(
            in_channels=last,
            output_scale_factor=mid_block_scale_factor,
            attention_head_dim=last if attention_head_dim is None else attention_head_dim,
            attn_groups=attn_norm_num_groups,
            add_attention=add_attention,
            **shared,
        )
        self.norm_out = nn.GroupNorm(norm_num_groups, last, eps=norm_eps)
        self.act_out = nn.SiLU()
        self.classifier = nn.Linear(last, len(id2label))

    def forward(self, xt: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        """xt [B, C, H, W], t [B] or a scalar tensor, to logits [B, classes]."""
        if self.config.center_input_sample:
            xt = 2 * xt - 1
        emb = self.time_embedding(self.time_proj(t.expand(xt.shape[0])).to(self.dtype))
        h = self.conv_in(xt)
        for block in self.down_blocks:
            h, _ = block(hidden_states=h, temb=emb)
        h = self.mid_block(h, emb)
        return self.classifier(self.act_out(self.norm_out(h)).mean(dim=(2, 3)))
