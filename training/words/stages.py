"""Sentences from the same noise at several stages of training: what a pack could say after so many examples."""

import json
from pathlib import Path

import numpy as np

from words.pack import TextPack
from words.text_chain import chain

SENTENCES = 5
STEPS = 50
APART = 1.5
"""A stage has seen so many times the examples of the one before it."""


def read(pack: Path) -> list[dict]:
    """The stages that a pack holds: `images` seen and `sentences`."""
    path = pack / "training" / "stages.json"
    return json.loads(path.read_text()) if path.exists() else []


def add(folder: Path, init: Path | None, images: int) -> None:
    """Draws from the pack in `folder`, as it has just been written, if it has learned enough since its last stage.

    Stages of the pack that it began from come first; what an older training left in the folder is dropped.
    """
    before = read(folder) or (read(init) if init is not None else [])
    before = [stage for stage in before if stage["images"] < images]
    path = folder / "training" / "stages.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(before + _next(folder, before, images), ensure_ascii=False, indent=1) + "\n")


def _next(folder: Path, before: list[dict], images: int) -> list[dict]:
    """The stage that is due, if one is."""
    if before and images < APART * before[-1]["images"]:
        return []
    pack, seeds = TextPack(folder), np.arange(SENTENCES)
    for step in chain(
        pack.predict, pack.clamp, None, pack.scheduler, seeds=seeds, scales=0 * seeds, shape=pack.shape, steps=STEPS
    ):
        x0 = step.x_prev
    return [{"images": images, "sentences": [pack.vocabulary.decode(row) for row in pack.read_off(x0)]}]
