"""A picture of the embedding in its plane, the words that carry a sentence's meaning named."""

import json
from pathlib import Path

import numpy as np

from curves import INK, plt
from words.pack import TextPack

NAMED = {
    "#b3472f": ["Chinese", "English", "Fast", "French", "Indian", "Italian", "Japanese"],
    "#3d5a80": ["cheap", "moderate", "high", "low", "average", "expensive", "1", "3", "5", "20", "25", "30"],
    "#2a7f74": ["pub", "restaurant", "coffee", "shop", "riverside", "city", "centre", "family", "friendly", "kid"],
    "#6b6f76": ["START", "END", "PAD", "UNK", ".", ",", "The", "the", "a", "is", "near", "not"],
}


def write(pack: TextPack, path: Path) -> None:
    """Every word a dot; the words of NAMED by name."""
    plane = json.loads((pack.folder / "projection.json").read_text())
    rows = pack.denoiser.embedding.weight.numpy()
    points = (rows - np.array(plane["mean"])) @ np.array(plane["axes"]).T
    figure, axis = plt.subplots(figsize=(7, 6))
    axis.scatter(*points.T, s=4, color="#c4c8cc", linewidths=0)
    for colour, words in NAMED.items():
        for word in words:
            if word in pack.vocabulary.index:
                axis.annotate(word, points[pack.vocabulary.index[word]], fontsize=8, color=colour, ha="center")
    axis.set_title(f"{100 * plane['variance']:.0f} % of the variance", fontsize=8, loc="left", color=INK)
    axis.set_aspect("equal")
    axis.tick_params(labelsize=7, colors=INK)
    axis.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    plt.close(figure)
