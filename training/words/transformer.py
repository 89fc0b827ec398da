"""What the words' denoiser and classifier share: x_t [B, n, d] and t to a state for every position, [B, n, width].

A transformer of diffusers' own blocks (`BasicTransformerBlock`: LayerNorm before attention and before the
feed-forward part, tanh-approximated GELU), learned positions, t by sinusoids and two linear layers, composed as in
Diffusion-LM (Li et al. 2022, section 4 and its code). It neither embeds words nor reads them off.
"""

import torch
from diffusers.models.attention import BasicTransformerBlock
from diffusers.models.attention_processor import AttnProcessor
from diffusers.models.embeddings import TimestepEmbedding, Timesteps
from torch import nn

TIME_RANGE = 1000
"""Networks see t rescaled to 0..1000, so that what a network knows does not depend on T."""


class Transformer(nn.Module):
    """Linear-Tanh-Linear up, positions and time added, then `layers` blocks between two LayerNorms."""

    def __init__(self, length: int, inputs: int, width: int, layers: int, heads: int, num_train_timesteps: int):
        super().__init__()
        if width % heads:
            raise ValueError(f"Transformer: expected a width that {heads} heads divide, got {width}")
        self.time_scale = TIME_RANGE / num_train_timesteps
        self.proj_in = nn.Sequential(nn.Linear(inputs, width), nn.Tanh(), nn.Linear(width, width))
        self.positions = nn.Parameter(0.02 * torch.randn(length, width))
        self.time_proj = Timesteps(width, flip_sin_to_cos=True, downscale_freq_shift=0)
        self.time_embedding = TimestepEmbedding(width, 4 * width, out_dim=width)
        self.norm_in = nn.LayerNorm(width)
        self.blocks = nn.ModuleList(
            BasicTransformerBlock(width, heads, width // heads, activation_fn="gelu-approximate", attention_bias=True)
            for _ in range(layers)
        )
        for block in self.blocks:
            # at n = 40 plain products train almost three times as fast on a CPU as PyTorch's fused attention
            block.attn1.set_processor(AttnProcessor())
        self.norm_out = nn.LayerNorm(width)

    def forward(self, xt: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        """xt [B, n, inputs], t [B] or a scalar tensor in 0..T-1, to [B, n, width]."""
        scaled = t.expand(len(xt)).float() * self.time_scale
        emb = self.time_embedding(self.time_proj(scaled).to(xt.dtype))  # [B, width]
        h = self.norm_in(self.proj_in(xt) + self.positions + emb[:, None])
        for block in self.blocks:
            h = block(h)
        return self.norm_out(h)
