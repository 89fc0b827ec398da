"""Measures sentences that `npm run sample` wrote, by the same rules and the same 4-gram model as the card's.

    python -m words.measure_samples --pack ../models/words --data e2e --control out/*/samples.json

`--control`: samples of single targets; `--unguided`: samples of the model alone, as with --scale 0. It prints how
many of the steered say what was asked for, target by target, their mean beside the card's, and the nats a token of
the unguided beside the card's.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np

from words import attributes, e2e
from words.ngram import Ngram
from words.text_measures import wilson
from words.vocabulary import Vocabulary, sentence


def sentences(files: list[Path]) -> list[dict]:
    return [one for file in files for one in json.loads(file.read_text())["sentences"]]


def target_of(text: str) -> str:
    """ "slots=food=Italian" as `attributes` names it: "food: Italian"."""
    return text.removeprefix("slots=").replace("=", ": ")


def control(steered: list[dict], vocabulary: Vocabulary) -> dict[str, list[bool]]:
    """Whether each states its target, target by target."""
    hits = defaultdict(list)
    for one in steered:
        words = [vocabulary.words[token] for token in sentence(np.array(one["tokens"]))]
        target = target_of(one["target"])
        hits[target].append(target in attributes.read(words).stated)
    return hits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    e2e.add_arguments(parser)
    parser.add_argument("--control", type=Path, nargs="*", default=[])
    parser.add_argument("--unguided", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    vocabulary = Vocabulary.read(args.pack / "vocabulary.json")
    card = json.loads((args.pack / "evaluation.json").read_text())
    if args.control:
        hits = control(sentences(args.control), vocabulary)
        for target, found in hits.items():
            print(f"{target}: {sum(found)} of {len(found)}")
        rates = [float(np.mean(found)) for found in hits.values()]
        every = [hit for found in hits.values() for hit in found]
        low, high = wilson(sum(every), len(every))
        interval = f"{low:.3f} to {high:.3f}"
        print(f"control, mean of {len(hits)} targets, {len(every)} sentences: {np.mean(rates):.3f} ({interval})")
        print(f"the card has {card['control']['control']:.3f} of {card['control']['samples']}")
    if args.unguided:
        training = [sentence(row) for row in e2e.rows(e2e.read(args.data, "train"), vocabulary).x.numpy()]
        own = [sentence(np.array(one["tokens"])) for one in sentences(args.unguided)]
        nll = Ngram(training, 4, len(vocabulary)).nll(own)
        print(f"4-gram nats a token of {len(own)} unguided sentences: {nll:.3f}")
        print(f"the card has {card['unguided']['ngram_nll']:.3f} of {card['unguided']['samples']}")


if __name__ == "__main__":
    main()
