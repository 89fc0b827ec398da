"""Pictures for the card of a pack of faces: unguided samples, and for each guide its prompts with samples in rows."""

from pathlib import Path

import numpy as np

import contact_sheet
from faces.sampling import Samples

COLUMNS = 16
EACH = 4  # prompts of a group of several attributes
Array = np.ndarray


def write(folder: Path, drawn: dict[str, dict[str, Samples]], alone: Array) -> None:
    """unguided.png; a guide's single prompts, and some of its pairs, held-out pairs and triples; a prompt a row."""
    contact_sheet.grid(alone[: 6 * COLUMNS], COLUMNS, zoom=2).save(folder / "unguided.png", optimize=True)
    for guide, groups in drawn.items():
        several = [groups[name].x[:EACH] for name in ("pairs", "held_out", "triples")]
        for name, x in (("single", groups["single"].x), ("several", np.concatenate(several))):
            rows = x[:, :COLUMNS]
            picture = contact_sheet.grid(rows.reshape(-1, *rows.shape[2:]), rows.shape[1], zoom=2)
            picture.save(folder / f"{guide}-{name}.png", optimize=True)
