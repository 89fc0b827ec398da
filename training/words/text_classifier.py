"""The words' noisy classifier p_phi(y | x_t, t): one head per slot of the MR, on noised frozen embeddings.

Each head has a class more than its slot has values, the first: the sentence does not speak of it. So steering toward
a value is steering toward saying it.
"""

import torch
from diffusers.configuration_utils import register_to_config
from torch import nn

from weights import Stored
from words.transformer import Transformer


class TextClassifier(Stored):
    """(x_t, t) to the logits of every head side by side.

    `slots`: name and values of each, without "unsaid"; a list, because a config's keys are sorted when it is written.
    """

    @register_to_config
    def __init__(
        self,
        slots: list[dict[str, str | list[str]]],
        length: int = 40,
        embedding_dim: int = 16,
        width: int = 128,
        layers: int = 3,
        heads: int = 4,
        num_train_timesteps: int = 2000,
    ):
        super().__init__()
        self.sizes = [1 + len(slot["values"]) for slot in slots]
        self.transformer = Transformer(length, embedding_dim, width, layers, heads, num_train_timesteps)
        self.classifier = nn.Linear(width, sum(self.sizes))

    def forward(self, xt: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        """xt [B, n, d], t [B] or a scalar tensor in 0..T-1, to logits [B, sum of sizes]."""
        return self.classifier(self.transformer(xt, t).mean(1))

    def log_probs(self, logits: torch.Tensor) -> list[torch.Tensor]:
        """log p of each head, [B, 1 + values] a slot; the first is "unsaid"."""
        return [head.log_softmax(-1) for head in logits.split(self.sizes, dim=1)]
