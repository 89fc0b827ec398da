"""Pictures of a pack's samples for its model card: many at the default scale, and the same noise at every scale."""

from pathlib import Path

import numpy as np
from PIL import Image

Array = np.ndarray
ROWS = 10


def grid(x: Array, columns: int, zoom: int = 1) -> Image.Image:
    """x [B, H, W, C] in [-1, 1], row by row, with a pixel of white between."""
    count, height, width, channels = x.shape
    rows = -(-count // columns)
    sheet = np.full((rows * (height + 1) - 1, columns * (width + 1) - 1, channels), 255, np.uint8)
    for i, sample in enumerate(np.clip(127.5 * (x + 1), 0, 255).round().astype(np.uint8)):
        top, left = (i // columns) * (height + 1), (i % columns) * (width + 1)
        sheet[top : top + height, left : left + width] = sample
    picture = Image.fromarray(sheet[..., 0] if channels == 1 else sheet)
    return picture.resize((picture.width * zoom, picture.height * zoom), Image.Resampling.NEAREST)


def write(by_scale: dict[float, Array], default: float, classes: int, folder: Path) -> None:
    """samples.png: the default scale, a class a column. scales.png: a scale a row, one seed a column."""
    grid(by_scale[default][: ROWS * classes], classes).save(folder / "samples.png", optimize=True)
    rows = [by_scale[scale][:classes] for scale in sorted(by_scale)]
    grid(np.concatenate(rows), classes).save(folder / "scales.png", optimize=True)
