"""A words pack's networks in float32 PyTorch, as functions over arrays for the chain and the measures."""

import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from pack import CHUNK, pool
from words.denoiser import TextDenoiser
from words.text_chain import Array, Guide
from words.text_classifier import TextClassifier
from words.vocabulary import END, PAD, START, Vocabulary


def _side_by_side(function, *arrays: Array) -> Array | tuple[Array, ...]:
    """The function over chunks of the arrays, split alike, a chunk a thread; it gives one array or several."""
    parts = list(pool.map(function, *(torch.from_numpy(np.ascontiguousarray(a)).split(CHUNK) for a in arrays)))
    if isinstance(parts[0], torch.Tensor):
        return torch.cat(parts).numpy()
    return tuple(torch.cat(kind).numpy() for kind in zip(*parts, strict=True))


class TextPack:
    """Opens a pack's folder. Samples are float32 [B, n, d], words int64 [B, n]."""

    def __init__(self, folder: Path, classifier: Path | None = None):
        """`classifier`: a folder with another one, as the control needs; None is the pack's own, if it has one."""
        self.folder = folder
        self.scheduler = json.loads((folder / "scheduler" / "scheduler_config.json").read_text())
        self.vocabulary = Vocabulary.read(folder / "vocabulary.json")
        self.denoiser = TextDenoiser.read(folder / "denoiser")
        self.classifier_folder = classifier or folder / "classifier"
        self.classifier = TextClassifier.read(self.classifier_folder) if self.classifier_folder.exists() else None
        self.shape = (self.denoiser.config.length, self.denoiser.config.embedding_dim)

    def digest(self, *, guided: bool = True) -> str:
        """Names the weights that sampling depends on; without guidance the denoiser's alone."""
        hashed = hashlib.sha256()
        for part in (self.folder / "denoiser", *([self.classifier_folder] if guided else [])):
            if part.exists():
                hashed.update((part / "model.safetensors").read_bytes())
        return hashed.hexdigest()[:12]

    @torch.no_grad()
    def predict(self, xt: Array, t: int, before: Array) -> Array:
        """The denoiser's x_0 at (x_t, t); `before` is its x_0 of the step before."""

        @torch.no_grad()
        def x0(x: torch.Tensor, last: torch.Tensor) -> torch.Tensor:
            return self.denoiser(x, torch.tensor(t), last)

        return _side_by_side(x0, xt, before)

    @torch.no_grad()
    def clamp(self, x0: Array) -> Array:
        """x_0 moved to the nearest embeddings."""
        return self.denoiser.clamp(torch.from_numpy(x0)).numpy()

    @torch.no_grad()
    def read_off(self, x0: Array) -> Array:
        """The words of finished samples."""
        return self.denoiser.read_off(torch.from_numpy(x0)).numpy()

    def attributes(self, wanted: list[dict[int, int]]) -> Guide:
        """Steers sample i toward the labels wanted[i], {slot: label}: the sum of their log p, and its gradient."""
        slots, most = len(self.classifier.sizes), max(self.classifier.sizes)
        mask = np.zeros((len(wanted), slots, most), np.float32)
        for i, labels in enumerate(wanted):
            for slot, label in labels.items():
                mask[i, slot, label] = 1

        def guide(x: torch.Tensor, chosen: torch.Tensor, t: int) -> tuple[torch.Tensor, torch.Tensor]:
            x = x.detach().requires_grad_()
            log_probs = self.classifier.log_probs(self.classifier(x, torch.tensor(t)))
            value = sum((chosen[:, i, : p.shape[1]] * p).sum(1) for i, p in enumerate(log_probs))
            return value.detach(), torch.autograd.grad(value.sum(), x)[0]

        return lambda xt, t, before: _side_by_side(lambda x, chosen: guide(x, chosen, t), xt, mask)

    def fixed(self, tokens: Array) -> Guide:
        """Steers toward known words, -1 where any will do (int64 [B, n]): a length, an infilling.

        log p is -|x_0 - E(w)|^2 / 2 over the known places; its gradient goes back through the denoiser.
        """
        rows = self.denoiser.embedding.weight.detach()

        def guide(
            x: torch.Tensor, known: torch.Tensor, last: torch.Tensor, t: int
        ) -> tuple[torch.Tensor, torch.Tensor]:
            x = x.detach().requires_grad_()
            away = (self.denoiser(x, torch.tensor(t), last) - rows[known.clamp(min=0)]) * (known >= 0)[..., None]
            value = -away.square().sum((1, 2)) / 2
            return value.detach(), torch.autograd.grad(value.sum(), x)[0]

        return lambda xt, t, before: _side_by_side(
            lambda x, known, last: guide(x, known, last, t), xt, tokens, before
        )


def of_length(words: int, length: int) -> Array:
    """The known words of a sentence with so many words, for `fixed`: START, END and PAD, int64 [length]."""
    if not 0 < words <= length - 2:
        raise ValueError(f"of_length: expected 1 to {length - 2} words, got {words}")
    known = np.full(length, -1)
    known[0], known[words + 1], known[words + 2 :] = START, END, PAD
    return known
