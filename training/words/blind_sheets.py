"""Makes sheets for blind reading: people's sentences and a pack's, unlabelled and mixed, 50 to a sheet.

    python -m words.blind_sheets --pack ../models/words --data e2e --out ../../blind    # in training/

As many sentences of people as of the pack, which are unguided ones, steered ones (each of the twenty targets in turn)
and the best of eight lanes of a target. None is chosen: those come first whose seeds do. OUT/sheets has a numbered
sheet for each reading and a page that says what to do; OUT/key.json says what each number is, and no reader sees it.
`blind_scores.py` takes the verdicts.
"""

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from words import attributes, best_of, e2e
from words.drawing import Asked, Draw
from words.options import add_rule, rule_of, spoken
from words.pack import TextPack
from words.text_chain import Rule
from words.vocabulary import UNK, sentence

SHEET = 50
LANES = 8
INSTRUCTIONS = """Each line is one sentence about a restaurant, coffee shop or pub, its marks standing apart. Some
were written by people (hurried ones: spelling and style do not matter), some by a machine, in no order.

For each, say whether you take it for a person's. A person means something by a sentence: it hangs together, says
nothing twice for no reason, does not contradict itself, and ends where it should. What it says need not be true.

Write a line for each sentence into a file of your own: its number, a comma, and `person` or `machine`.
"""


@dataclass(frozen=True)
class Item:
    """A sentence to be read; `source` is people, unguided, steered or best of eight."""

    source: str
    text: str
    target: str | None = None
    seeds: tuple[int, ...] = ()


def of_people(data: Path, pack: TextPack, count: int, seed: int = 0) -> list[Item]:
    """Held-out sentences whose words the pack knows and that fit it, of both held-out sets."""
    sentences = e2e.held_out(data, "valid") + e2e.held_out(data, "test")
    encoded = [pack.vocabulary.encode(one.words, pack.shape[0]) for one in sentences]
    known = [row for row in encoded if row is not None and UNK not in row]
    chosen = np.random.default_rng(seed).permutation(len(known))[:count]
    return [Item("people", pack.vocabulary.decode(known[i])) for i in chosen]


def of_pack(draw: Draw, count: int, scale: float, rule: Rule) -> list[Item]:
    """`count` sentences of each kind. Of a target, the first lanes make its bests of eight, the next are steered."""
    say, targets = draw.pack.vocabulary.decode, attributes.measured()
    each = -(-count // len(targets))
    items = [Item("unguided", say(row), seeds=(i,)) for i, row in enumerate(draw.unguided(count))]
    asked = Asked.of("single", [(target,) for target in targets], each * (LANES + 1))
    rows, seeds = asked.by_group(draw.steered(asked, scale, rule)), asked.by_group(np.array(asked.seeds))
    steered, bests = [], []
    for i in range(each):
        for target, lanes, own in zip(targets, rows, seeds.tolist(), strict=True):
            at = each * LANES + i
            steered.append(Item("steered", say(lanes[at]), target.name, (own[at],)))
            eight = slice(i * LANES, (i + 1) * LANES)
            best = best_of.best([sentence(row) for row in lanes[eight]])
            bests.append(Item("best of eight", say(lanes[eight][best]), target.name, tuple(own[eight])))
    return items + steered[:count] + bests[:count]


def write(items: list[Item], about: dict, out: Path, seed: int) -> None:
    """The sheets, what readers are told, and the key."""
    order = np.random.default_rng(seed).permutation(len(items))
    mixed = [items[i] for i in order]
    (out / "sheets").mkdir(parents=True, exist_ok=True)
    for at in range(0, len(mixed), SHEET):
        lines = [f"{number}. {item.text}" for number, item in enumerate(mixed[at : at + SHEET], at + 1)]
        (out / "sheets" / f"sheet-{1 + at // SHEET:02d}.txt").write_text("\n".join(lines) + "\n")
    (out / "sheets" / "read-me-first.txt").write_text(INSTRUCTIONS)
    key = {**about, "items": {number: asdict(item) for number, item in enumerate(mixed, 1)}}
    (out / "key.json").write_text(json.dumps(key, indent=1, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    e2e.add_arguments(parser)
    add_rule(parser)
    parser.add_argument("--out", type=Path, required=True, help="a folder outside the repository")
    parser.add_argument("--count", type=int, default=100, help="sentences of each of the pack's three kinds")
    parser.add_argument("--people", type=int, help="and of people; default as many as of the pack")
    parser.add_argument("--seed", type=int, default=0, help="of the order, and of which people are read")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--cache", type=Path, default=Path(".state") / "samples")
    args = parser.parse_args()
    pack, rule = TextPack(args.pack), rule_of(args)
    items = of_pack(Draw(pack, args.steps, args.cache), args.count, args.scale, rule)
    items += of_people(args.data, pack, args.people or len(items), args.seed)
    about = {"weights": pack.digest(), "steps": args.steps, "rule": spoken(rule), "scale": args.scale}
    write(items, about, args.out, args.seed)
    print(f"{args.out}: {len(items)} sentences on {-(-len(items) // SHEET)} sheets")


if __name__ == "__main__":
    main()
