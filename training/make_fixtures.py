"""Writes the reference numbers of test/parity, by PyTorch and diffusers with small seeded weights, and the tests'
tiny packs.

    python make_fixtures.py                        # everything; models/digits as it is committed
    python make_fixtures.py --pack ../models/digits --only packs

A pack's numbers belong to exactly its weights: `npm run refresh-pack` makes them again, with all else that does.
"""

import argparse
import json
from pathlib import Path

import torch

import fixtures_classes
import fixtures_formats
import fixtures_forward
import fixtures_networks
import fixtures_pack
import fixtures_schedulers
from faces import fixtures as fixtures_faces
from words import fixtures as fixtures_words

ROOT = Path(__file__).resolve().parent.parent
PARITY = ROOT / "test" / "parity"


def write_schedulers(path: Path) -> None:
    references = fixtures_schedulers.references()
    rows = ",\n".join(json.dumps(reference) for reference in references)
    notes = fixtures_schedulers.__doc__.strip()
    path.write_text(
        f'{{"source": "training/make_fixtures.py", "notes": {json.dumps(notes)}, "schedulers": [\n{rows}\n]}}\n'
    )


def write_forward(path: Path) -> None:
    found = fixtures_forward.references()
    rows = ",\n".join(json.dumps(case) for case in found["cases"])
    notes = fixtures_forward.__doc__.strip()
    head = f'"source": "training/make_fixtures.py", "notes": {json.dumps(notes)}, "x0": {json.dumps(found["x0"])}'
    path.write_text(f'{{{head}, "cases": [\n{rows}\n]}}\n')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only",
        choices=["networks", "schedulers", "forward", "tiny", "packs", "words", "faces", "formats", "classes"],
        help="a part of it",
    )
    parser.add_argument("--trained", action="store_true", help="of words and faces, the trained pack's numbers alone")
    parser.add_argument("--pack", type=Path, action="append", help="trained packs; default models/digits")
    args = parser.parse_args()
    torch.set_num_threads(1)

    if args.only in (None, "networks"):
        folder = PARITY / "networks"
        names = fixtures_networks.write_unets(folder)
        names += fixtures_networks.write_classifiers(folder)
        names += fixtures_networks.write_judge(folder)
        (folder / "index.json").write_text(json.dumps({"source": "training/make_fixtures.py", "names": names}) + "\n")
    if args.only in (None, "schedulers"):
        write_schedulers(PARITY / "scheduler-steps.json")
    if args.only in (None, "forward"):
        write_forward(PARITY / "forward.json")
    if args.only in (None, "tiny"):
        for name in fixtures_pack.LEVELS:
            fixtures_pack.write(ROOT / "test" / "pack" / name)
    if args.only in (None, "packs"):
        folder = PARITY / "packs"
        folder.mkdir(parents=True, exist_ok=True)
        for pack in args.pack or [ROOT / "models" / "digits"]:
            fixtures_networks.write_pack(pack, folder)
    if args.only in (None, "formats"):
        fixtures_formats.write(PARITY / "formats")
    if args.only in (None, "classes"):
        fixtures_classes.write(PARITY / "classes")
    for name, fixtures in (("words", fixtures_words), ("faces", fixtures_faces)):
        if args.only in (None, name):
            folder, pack = PARITY / name, ROOT / "models" / name
            if not args.trained:
                fixtures.write(folder)
            if pack.exists():
                fixtures.write_pack(pack, folder)


if __name__ == "__main__":
    main()
