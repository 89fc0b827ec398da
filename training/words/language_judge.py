"""The language judge: a small recurrent network that says how likely a sentence is, word by word.

It measures and never guides; it is independent of the denoiser in architecture, training and embedding. The one that
measures a pack for its card is kept out of the pack; a smaller one lies in it, for the page.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

import weights
from words.vocabulary import END, PAD, START


class LanguageJudge(nn.Module):
    """Tokens to the logits of each next token: an embedding, one GRU, one linear layer."""

    def __init__(self, vocab_size: int, embedding_dim: int = 64, width: int = 192):
        super().__init__()
        self.config = {"vocab_size": vocab_size, "embedding_dim": embedding_dim, "width": width}
        self.embedding = nn.Embedding(vocab_size, embedding_dim)
        self.gru = nn.GRU(embedding_dim, width, batch_first=True)
        self.head = nn.Linear(width, vocab_size)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """tokens int64 [B, n], START first, to a state at each, which `head` reads: [B, n, width]."""
        return self.gru(self.embedding(tokens))[0]

    def nll(self, tokens: torch.Tensor) -> torch.Tensor:
        """Mean nats a token over a batch [B, n]; END is a token, PAD is not."""
        following = tokens[:, 1:]
        counted = following != PAD
        return F.cross_entropy(self.head(self(tokens[:, :-1])[counted]).float(), following[counted])

    @torch.no_grad()
    def judge(self, sentences: list[list[int]]) -> float:
        """Nats a token over sentences of tokens without START and END."""
        rows = [torch.tensor([START, *tokens, END]) for tokens in sentences]
        return self.nll(nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PAD)).item()

    def write(self, folder: Path) -> None:
        """Writes config.json and model.safetensors (float16)."""
        weights.write(self, folder)
        (folder / "config.json").write_text(json.dumps(self.config) + "\n")

    @classmethod
    def read(cls, folder: Path) -> "LanguageJudge":
        """Opens what `write` wrote, in float32."""
        return weights.read(cls(**json.loads((folder / "config.json").read_text())), folder)
