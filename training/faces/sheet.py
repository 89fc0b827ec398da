"""Makes the sample sheet of a pack of faces, a hundred test images, and names it in the pack's nudge.json.

    python -m faces.sheet --pack ../models/faces --data .state/faces/faces.npz

They are the first hundred of the shuffled test split: chosen by nobody. sheet.json holds the values of each, so that
what captions say can be compared with what is seen.
"""

import argparse
import json

import numpy as np
from PIL import Image

import data
from sample_sheet import COLUMNS, NAME, Origin, name_it, sheet_of

ROWS = 10
ORIGIN = Origin("Pixel Art by DiceBear, rendered from unseen seeds", "CC0 1.0")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data.add_arguments(parser)
    args = parser.parse_args()
    test = data.load(args.data, "test")
    x, y = test.x[: ROWS * COLUMNS], test.y[: ROWS * COLUMNS]
    pixels = ((x + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    rows = np.repeat(np.arange(ROWS), COLUMNS)
    Image.fromarray(sheet_of(pixels, rows, ROWS)).save(args.pack / NAME, optimize=True)
    (args.pack / "sheet.json").write_text(json.dumps(y.tolist()) + "\n")
    path = args.pack / "nudge.json"
    path.write_text(json.dumps(name_it(json.loads(path.read_text()), ORIGIN, ROWS), indent=2) + "\n")


if __name__ == "__main__":
    main()
