"""Draws sentences from a pack and keeps them, so that measuring again draws nothing again.

What is kept is named by all that it depends on: weights, steps, rule, scale, and every sample's seed and wish.
Samples are drawn in parts, the first of every target before the second of any, so that a larger count goes on from
a smaller.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from tqdm import tqdm

from words.attributes import Target
from words.pack import TextPack, of_length
from words.text_chain import Array, Guide, KUpdates, Rule, chain

PART = 128
"""Samples that are drawn together."""
APART = 10_000
"""Seeds between one target's samples and the next's."""


@dataclass(frozen=True)
class Asked:
    """What each sample is steered toward, one target or several, and its seed."""

    name: str
    targets: list[tuple[Target, ...]]
    seeds: list[int]

    @classmethod
    def of(cls, name: str, groups: list[tuple[Target, ...]], count: int, first: int = 0) -> "Asked":
        """`count` samples for each group, in turn. The i-th of the g-th has seed first + APART (g + 1) + i."""
        turns = [(i, g) for i in range(count) for g in range(len(groups))]
        return cls(name, [groups[g] for _, g in turns], [first + APART * (g + 1) + i for i, g in turns])

    @property
    def labels(self) -> list[dict[int, int]]:
        """The targets as {slot: label}."""
        return [{target.slot: target.label for target in together} for together in self.targets]

    def by_group(self, values: Array) -> Array:
        """Values [count * groups, ...], a sample each, as [groups, count, ...]."""
        groups = len(dict.fromkeys(self.targets))
        return values.reshape(-1, groups, *values.shape[1:]).swapaxes(0, 1)


def described(rule: Rule) -> str:
    """The rule's name and what of its data is not as it is by default: `KUpdates(sure=0.9)`."""
    given = [(field.name, getattr(rule, field.name)) for field in fields(rule)]
    plain = type(rule)()
    return f"{type(rule).__name__}({', '.join(f'{k}={v}' for k, v in given if v != getattr(plain, k))})"


@dataclass(frozen=True)
class Draw:
    """Draws from one pack, in so many steps."""

    pack: TextPack
    steps: int
    cache: Path

    def unguided(self, count: int, *, first: int = 0, clamped: bool = True) -> Array:
        """Words [count, n] with the seeds from `first` on."""
        name = "unguided" if clamped else "unclamped"
        return self._rows(name, range(first, first + count), [None] * count, None, clamped=clamped)

    def steered(self, asked: Asked, scale: float = 1.0, rule: Rule | None = None) -> Array:
        """Words of samples under attribute control, [B, n]."""
        wishes = [" and ".join(target.name for target in together) for together in asked.targets]

        def guide(part: slice) -> Guide:
            return self.pack.attributes(asked.labels[part])

        return self._rows(asked.name, asked.seeds, wishes, guide, scale=scale, rule=rule)

    def of_lengths(self, lengths: list[int], scale: float = 1.0, rule: Rule | None = None) -> Array:
        """Words of samples that are steered toward so many words each, [B, n], with seeds 0, 1, ..."""
        tokens = np.stack([of_length(words, self.pack.shape[0]) for words in lengths])

        def guide(part: slice) -> Guide:
            return self.pack.fixed(tokens[part])

        return self._rows("lengths", range(len(lengths)), lengths, guide, scale=scale, rule=rule)

    def _rows(
        self,
        name: str,
        seeds: Iterable[int],
        wishes: list,
        guide: Callable[[slice], Guide] | None,
        *,
        scale: float = 1.0,
        rule: Rule | None = None,
        clamped: bool = True,
    ) -> Array:
        seeds, rule = list(seeds), rule or KUpdates()
        weights = self.pack.digest(guided=guide is not None)
        about = (weights, self.steps, clamped, *((scale, described(rule)) if guide else ()))
        self.cache.mkdir(parents=True, exist_ok=True)
        parts = []
        for at in range(0, len(seeds), PART):
            part = slice(at, at + PART)
            key = repr((*about, list(zip(seeds[part], wishes[part], strict=True))))
            path = self.cache / f"words-{name}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.npy"
            if not path.exists():
                title = f"{name}, {part.start}-{min(part.stop, len(seeds)) - 1}"
                steer = None if guide is None else guide(part)
                np.save(path, self._drawn(title, seeds[part], steer, scale, rule, clamped))
            parts.append(np.load(path))
        return np.concatenate(parts)

    def _drawn(
        self, title: str, seeds: list[int], guide: Guide | None, scale: float, rule: Rule, clamped: bool
    ) -> Array:
        run = chain(
            self.pack.predict,
            self.pack.clamp if clamped else None,
            guide,
            self.pack.scheduler,
            seeds=np.array(seeds),
            scales=np.full(len(seeds), scale),
            shape=self.pack.shape,
            steps=self.steps,
            rule=rule,
        )
        for step in tqdm(run, total=self.steps, desc=title, mininterval=5):
            x0 = step.x_prev
        return self.pack.read_off(x0)
