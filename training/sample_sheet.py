"""Makes a pack's sample sheet: test images, ten of each class, a row a class, and names it in the pack's nudge.json.

    python sample_sheet.py --pack ../models/digits --data mnist.npz

The images are the first ten of each class in the shuffled test split: chosen by nobody. The PNG is grey or RGB, of
8 bits.
"""

import argparse
import json
from dataclasses import dataclass

import numpy as np
from PIL import Image

import data

NAME = "sheet.png"
COLUMNS = 10


@dataclass(frozen=True)
class Origin:
    source: str
    licence: str


ORIGINS = {
    "mnist": Origin("MNIST test set, Y. LeCun, C. Cortes, C. Burges", "CC BY-SA 3.0"),
    "fashion": Origin("Fashion-MNIST test set, Zalando SE", "MIT"),
}


def sheet_of(images: np.ndarray, labels: np.ndarray, classes: int) -> np.ndarray:
    """uint8 [N, H, W] or [N, H, W, C] and labels [N] to one picture [classes·H, COLUMNS·W] or [..., C]."""
    rows = []
    for label in range(classes):
        found = images[labels == label][:COLUMNS]
        if len(found) < COLUMNS:
            raise ValueError(f"sample sheet: expected {COLUMNS} images of class {label}, got {len(found)}")
        rows.append(np.concatenate(list(found), axis=1))
    return np.concatenate(rows, axis=0)


def name_it(nudge: dict, origin: Origin, classes: int) -> dict:
    """nudge.json with the sheet's entry; everything else as it was."""
    entry = {"path": NAME, "rows": classes, "columns": COLUMNS, "source": origin.source, "licence": origin.licence}
    return {**nudge, "sampleSheet": entry}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data.add_arguments(parser)
    args = parser.parse_args()
    classes = len(data.CLASSES[args.dataset])
    images = data.load(args.data, "test", args.dataset)
    pixels = ((images.x + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    if pixels.shape[-1] == 1:
        pixels = pixels[..., 0]
    sheet = sheet_of(pixels, images.y.numpy(), classes)
    Image.fromarray(sheet).save(args.pack / NAME, optimize=True)
    path = args.pack / "nudge.json"
    nudge = name_it(json.loads(path.read_text()), ORIGINS[args.dataset], classes)
    path.write_text(json.dumps(nudge, indent=2) + "\n")
    print(f"{args.pack / NAME}: {classes * COLUMNS} images, {(args.pack / NAME).stat().st_size} bytes")


if __name__ == "__main__":
    main()
