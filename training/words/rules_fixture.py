"""Writes the verdicts that a port of the rules must give: test/parity/words/rules.json.

    python -m words.rules_fixture --pack ../models/words --data e2e    # in training/

1,800 sentences of the pack, without guidance and steered, and 200 of E2E's by people, each with the values that it
states and the slots that it contradicts itself in. The verdicts are those of `rules.json`, whose SHA-256 the file
holds; run it again after a change of the rules. Broken sentences are what rules are for, so a pack's few steps do.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np

from words import attributes, e2e
from words.drawing import Asked, Draw
from words.pack import TextPack
from words.text_chain import Algorithm1

OUT = Path(__file__).resolve().parents[2] / "test" / "parity" / "words" / "rules.json"
UNGUIDED, STEERED, BY_ALGORITHM_1, PEOPLE = 800, 40, 10, 200
SCALE_OF_ALGORITHM_1 = 10.0
PEOPLES = {
    "title": "200 sentences of the E2E NLG Challenge, from its held-out files",
    "attribution": "J. Novikova, O. Dušek, V. Rieser: The E2E Dataset: New Challenges for End-to-End Generation, "
    "SIGDIAL 2017, https://github.com/tuetschek/e2e-dataset",
    "licence": "CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/",
    "changes": "split into words where the file is not",
}


def digest() -> str:
    """The SHA-256 of the rules."""
    return hashlib.sha256(attributes.FILE.read_bytes()).hexdigest()


def verdict(text: str) -> list:
    """[text, places of the values that it states, places of the slots that it contradicts itself in]."""
    said = attributes.read(text.split())
    values = [i for i, target in enumerate(attributes.targets()) if target.name in said.stated]
    slots = [i for i, slot in enumerate(attributes.SLOTS) if slot.name in said.contradicted]
    return [text, values, slots]


def write(sampled: list[str], people: list[str], weights: str, path: Path) -> None:
    """A sentence a line."""
    head = {
        "source": "training/words/rules_fixture.py",
        "rules": digest(),
        "weights": weights,
        "values": [target.name for target in attributes.targets()],
        "slots": [slot.name for slot in attributes.SLOTS],
        "people": PEOPLES,
    }
    lists = {"sampled": sampled, "by_people": people}
    for name, texts in lists.items():
        rows = ",\n".join(json.dumps(verdict(text), ensure_ascii=False) for text in texts)
        lists[name] = f'"{name}": [\n{rows}\n]'
    opening = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    path.write_text(f"{opening},\n{lists['sampled']},\n{lists['by_people']}\n}}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    e2e.add_arguments(parser)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--cache", type=Path, default=Path(".state") / "samples")
    args = parser.parse_args()
    pack = TextPack(args.pack)
    draw, targets = Draw(pack, args.steps, args.cache), [(target,) for target in attributes.measured()]
    rows = [
        draw.unguided(UNGUIDED),
        draw.steered(Asked.of("single", targets, STEERED)),
        draw.steered(Asked.of("single", targets, BY_ALGORITHM_1), SCALE_OF_ALGORITHM_1, Algorithm1()),
    ]
    held_out = e2e.held_out(args.data, "valid") + e2e.held_out(args.data, "test")
    chosen = np.random.default_rng(0).permutation(len(held_out))[:PEOPLE]
    sampled = [pack.vocabulary.decode(row) for row in np.concatenate(rows)]
    write(sampled, [" ".join(held_out[i].words) for i in chosen], pack.digest(), OUT)
    print(f"{OUT}: {len(sampled)} sampled, {len(chosen)} by people, {OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
