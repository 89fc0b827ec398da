"""Renders the faces that everything here is trained on and measured by, into two files in Keras' npz layout.

    npm install && python -m faces.dataset --out .state/faces        # both in training/

`faces.npz`: 100,000 training images without the held-out pairs and 5,000 test images with them; what guides and
denoiser learn from. `judge.npz`: 30,000 other images with them, for the oracle alone, and the same test images.
`y` is uint8 [N, attributes], the index of each attribute's value.
"""

import argparse
import subprocess
from pathlib import Path

import numpy as np
import torch

from faces.attributes import ATTRIBUTES, HELD_OUT, SIZE, holds

HERE = Path(__file__).parent
PIXELS = SIZE * SIZE * 3
SPLITS = {  # first seed, faces, held-out pairs as well
    "train": (0, 100_000, False),
    "judge": (1_000_000_000, 30_000, True),
    "test": (2_000_000_000, 5_000, True),
}


def render(first: int, count: int, held_out: bool, path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Faces x uint8 [count, 16, 16, 3] with seeds from `first` on, and their values y uint8 [count, attributes]."""
    command = ["node", HERE / "render.mjs", "--first", str(first), "--count", str(count), "--out", path]
    subprocess.run([*command, *([] if held_out else ["--without-held-out"])], check=True)
    records = np.fromfile(path, np.uint8).reshape(count, PIXELS + len(ATTRIBUTES))
    path.unlink()
    return records[:, :PIXELS].reshape(count, SIZE, SIZE, 3), records[:, PIXELS:]


def check(splits: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """Refuses splits (x, y) by name that share an image, and a training split with a held-out pair in it."""
    _, y = splits["train"]
    for pair in HELD_OUT:
        count = int(holds(torch.from_numpy(y.astype(np.int64)), pair).sum())
        if count:
            raise ValueError(f"check: expected no {pair} in training, got {count} images")
    seen: dict[bytes, str] = {}
    for name, (x, _) in splits.items():
        own = {image.tobytes() for image in x}
        for image in own & seen.keys():
            raise ValueError(f"check: expected disjoint splits, got an image of {seen[image]} in {name}")
        seen |= dict.fromkeys(own, name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="a folder, outside the repository for preference")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    made = {name: render(*split, args.out / f"{name}.bin") for name, split in SPLITS.items()}
    check(made)
    for file, split in (("faces", "train"), ("judge", "judge")):
        (x_train, y_train), (x_test, y_test) = made[split], made["test"]
        np.savez(args.out / f"{file}.npz", x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
        print(f"{file}.npz: {len(x_train):,} images for training, {len(x_test):,} for testing")


if __name__ == "__main__":
    main()
