"""Samples of faces: drawn with the chain's twin, kept on disk, named by the weights and by what was asked for."""

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from chain import chain
from faces import attributes
from faces.clip import Clip
from faces.guides import all_guides, gradient_of
from faces.prompts import Prompt
from pack import CHUNK, Pack, to_torch

PART = 256  # samples that are drawn together
Array = np.ndarray


@dataclass(frozen=True)
class Samples:
    """x [prompts, seeds, H, W, C], and what the oracle reads in them, y int64 [prompts, seeds, attributes]."""

    prompts: list[Prompt]
    x: Array
    y: torch.Tensor

    def success(self) -> list[float]:
        """The share of each prompt's samples that have all that it asks for."""
        return [attributes.holds(y, prompt.values).float().mean().item() for prompt, y in self.each()]

    def each(self):
        return zip(self.prompts, self.y, strict=True)


class Faces:
    """A pack of faces, its guides, and a cache of what was drawn with them."""

    def __init__(self, folder: Path, steps: int, cache: Path):
        self.pack, self.steps, self.cache = Pack(folder), steps, cache
        self.clips = {name: Clip.read(folder / name) for name in ("clip", "clip-clean")}
        pack = self.pack
        self.guides = all_guides(pack.classifier, *self.clips.values(), pack.unet, pack.scheduler)
        files = sorted(path for path in folder.rglob("*.safetensors") if path.parent.name != "judge")
        self.digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]

    @torch.no_grad()
    def read(self, x: Array) -> torch.Tensor:
        """What the oracle reads in x [B, H, W, C], int64 [B, attributes]."""
        return torch.cat([attributes.read(self.pack.judge(part)) for part in to_torch(x).split(CHUNK)])

    def draw(self, guide: str | None, scale: float, prompts: list[Prompt], seeds: int, first: int = 0) -> Samples:
        """As many samples of each prompt, with the seeds from `first` on; `guide` None leaves guidance out."""
        asked = [[prompt.text, prompt.values] for prompt in prompts] if guide else len(prompts)
        key = json.dumps([self.digest, guide, scale, asked, seeds, first, self.steps])
        path = self.cache / f"faces-{hashlib.sha256(key.encode()).hexdigest()[:16]}.npz"
        if path.exists():
            x = np.load(path)["x"]
        else:
            x = self._sample(guide, scale, prompts, seeds, first)
            self.cache.mkdir(parents=True, exist_ok=True)
            np.savez_compressed(path, x=x)
        flat = x.reshape(-1, *self.pack.shape)
        return Samples(prompts, x, self.read(flat).unflatten(0, (len(prompts), seeds)))

    def _sample(self, guide: str | None, scale: float, prompts: list[Prompt], seeds: int, first: int) -> Array:
        targets = np.repeat(np.arange(len(prompts)), seeds)
        numbers = np.tile(first + np.arange(seeds), len(prompts))
        gradient = gradient_of(self.guides[guide](prompts)) if guide else None
        finished = []
        for part in np.array_split(np.arange(len(targets)), math.ceil(len(targets) / PART)):
            run = chain(
                self.pack.predict,
                gradient,
                self.pack.scheduler,
                seeds=numbers[part],
                targets=targets[part],
                scales=np.full(len(part), float(scale)),
                shape=self.pack.shape,
                steps=self.steps,
            )
            for step in tqdm(run, total=self.steps, desc=f"{guide} {scale:g}, {part[0]}-{part[-1]}", mininterval=5):
                x0 = step.x_prev
            finished.append(x0)
        return np.concatenate(finished).reshape(len(prompts), seeds, *self.pack.shape)
