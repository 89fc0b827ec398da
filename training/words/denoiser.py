"""The words' denoiser: Diffusion-LM's network and its embedding, trained together (Li et al. 2022, section 4.1).

It predicts x_0. Words enter by `embedding` and leave by the same matrix and a bias: the rounding head is tied.
With `self_condition` it also sees its own estimate of x_0 from the step before, zeros where there is none (Chen,
Zhang and Hinton 2022, "Analog Bits", https://arxiv.org/abs/2208.04202, section 3.2).
"""

import torch
from diffusers.configuration_utils import register_to_config
from torch import nn

from weights import Stored
from words.transformer import Transformer


class TextDenoiser(Stored):
    """(x_t, t) to x_0, both [B, n, d]; and between words and x_0, both ways."""

    @register_to_config
    def __init__(
        self,
        vocab_size: int,
        length: int = 40,
        embedding_dim: int = 16,
        width: int = 128,
        layers: int = 4,
        heads: int = 4,
        num_train_timesteps: int = 2000,
        self_condition: bool = False,
    ):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embedding_dim)  # from N(0, 1)
        self.head_bias = nn.Parameter(torch.zeros(vocab_size))
        inputs = 2 * embedding_dim if self_condition else embedding_dim
        self.transformer = Transformer(length, inputs, width, layers, heads, num_train_timesteps)
        self.proj_out = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, embedding_dim))

    def forward(self, xt: torch.Tensor, t: torch.Tensor, before: torch.Tensor | None = None) -> torch.Tensor:
        """xt [B, n, d], t [B] or a scalar tensor in 0..T-1, to the estimate of x_0 [B, n, d].

        `before`, [B, n, d], is the estimate of the step before, as it was predicted; None is zeros. Only a
        self-conditioned denoiser looks at it.
        """
        if self.config.self_condition:
            xt = torch.cat([xt, torch.zeros_like(xt) if before is None else before], dim=-1)
        return self.proj_out(self.transformer(xt, t))

    def logits(self, x0: torch.Tensor) -> torch.Tensor:
        """x_0 [..., d] to the logits of every word [..., vocab_size]."""
        return x0 @ self.embedding.weight.T + self.head_bias

    def nearest(self, x0: torch.Tensor) -> torch.Tensor:
        """The word whose embedding is nearest (L2) to x_0 [..., d]: int64 [...]. Clamping puts x_0 there."""
        rows = self.embedding.weight
        return (rows.square().sum(1) - 2 * x0 @ rows.T).argmin(-1)

    def clamp(self, x0: torch.Tensor) -> torch.Tensor:
        """x_0 [..., d] moved to the nearest embedding."""
        return self.embedding(self.nearest(x0))

    def read_off(self, x0: torch.Tensor) -> torch.Tensor:
        """The words of a finished x_0 [..., d], by the head: int64 [...]."""
        return self.logits(x0).argmax(-1)
