"""Measures a words pack and writes its evaluation.json, its plots, its sentences and its model card.

    python -m words.evaluate --pack ../models/words --data e2e --measures ../../words    # in training/

`--measures` holds what only measures: `judge/` (train_language_judge) and, where there is one, `shuffled/` (the
control of train_classifier). Samples come from the Python twin of the chain on the exported (EMA, float16) weights,
and are kept under --cache, named by the weights, so that a second call measures again without drawing again.
"""

import argparse
import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

import curves
from card import rounded
from words import attributes, card, e2e, embedding_map, text_measures
from words.judges import Judges, yardsticks
from words.pack import TextPack, of_length
from words.text_chain import Algorithm1, Array, Guide, KUpdates, Rule, chain
from words.train_classifier import accuracy_by_t
from words.vocabulary import sentence

PART = 200  # samples that are drawn together


@dataclass(frozen=True)
class Asked:
    """What each sample is steered toward: one target or several."""

    name: str
    targets: list[tuple[attributes.Target, ...]]

    @classmethod
    def of(cls, name: str, targets: list[tuple[attributes.Target, ...]], count: int) -> "Asked":
        """Each target (one attribute or several) `count` times in a row."""
        return cls(name, [together for together in targets for _ in range(count)])

    @property
    def labels(self) -> list[dict[int, int]]:
        """The same as {slot: label}."""
        return [{target.slot: target.label for target in together} for together in self.targets]


@dataclass(frozen=True)
class Draw:
    """Draws words [B, n] with seeds 0 to count - 1, or opens what was drawn so before."""

    steps: int
    cache: Path

    def __call__(
        self,
        pack: TextPack,
        count: int,
        name: str,
        guide=None,
        *,
        scale: float = 1.0,
        rule: Rule | None = None,
        clamped: bool = True,
    ) -> Array:
        """`guide` makes the gradient for the samples of a slice; `name` names guide and options in the cache."""
        path = self.cache / f"words-{pack.digest()}-{name}-{self.steps}-{count}.npy"
        if path.exists():
            return np.load(path)
        finished = []
        for part in np.array_split(np.arange(count), math.ceil(count / PART)):
            steer: Guide | None = None if guide is None else guide(slice(part[0], part[-1] + 1))
            run = chain(
                pack.predict,
                pack.clamp if clamped else None,
                steer,
                pack.scheduler,
                seeds=part,
                scales=np.full(len(part), scale),
                shape=pack.shape,
                steps=self.steps,
                rule=rule,
            )
            for step in tqdm(run, total=self.steps, desc=f"{name}, {part[0]}-{part[-1]}", mininterval=5):
                x0 = step.x_prev
            finished.append(pack.read_off(x0))
        self.cache.mkdir(parents=True, exist_ok=True)
        np.save(path, np.concatenate(finished))
        return np.load(path)


def steered(pack: TextPack, draw: Draw, asked: Asked, scale: float = 1.0, rule: Rule | None = None) -> Array:
    """Samples under attribute control."""
    kind = "algorithm-1" if isinstance(rule, Algorithm1) else "k-updates"
    return draw(
        pack,
        len(asked.labels),
        f"{asked.name}-{kind}-s{scale:g}",
        lambda part: pack.attributes(asked.labels[part]),
        scale=scale,
        rule=rule,
    )


def control_row(pack: TextPack, judges: Judges, rows: Array, asked: Asked) -> dict:
    """How many say what was asked, and how usual their language is."""
    hits = text_measures.holding(rows, asked.targets, pack.vocabulary)
    return {"control": float(hits.mean()), **judges.sample_row(rows)}


def single_row(pack: TextPack, judges: Judges, rows: Array, asked: Asked, unguided: Array, count: int) -> dict:
    """`control_row` of the twenty targets, `count` samples each, with each target's rate and its base rate."""
    hits = text_measures.holding(rows, asked.targets, pack.vocabulary).reshape(-1, count).mean(1)
    base = [
        float(text_measures.holding(unguided, [wanted] * len(unguided), pack.vocabulary).mean())
        for wanted in asked.targets[::count]
    ]
    names = list(attributes.MEASURED)
    return {
        **control_row(pack, judges, rows, asked),
        "base": float(np.mean(base)),
        "least": float(hits.min()),
        "by_target": {name: [float(hit), low] for name, hit, low in zip(names, hits, base, strict=True)},
    }


def length_row(pack: TextPack, draw: Draw, judges: Judges, count: int) -> dict:
    """Exact lengths: 10 to 30 words in turn, steered through the denoiser."""
    lengths = [10 + 5 * (i % 5) for i in range(count)]
    tokens = np.stack([of_length(words, pack.shape[0]) for words in lengths])
    rows = draw(pack, count, "lengths", lambda part: pack.fixed(tokens[part]))
    exact = [len(sentence(row)) == words for row, words in zip(rows, lengths, strict=True)]
    return {"control": float(np.mean(exact)), **judges.sample_row(rows)}


def pairs(count: int, seed: int = 0) -> list[tuple[attributes.Target, attributes.Target]]:
    """Pairs of the measured targets, of two slots each, without repeats."""
    known = attributes.measured()
    possible = [(a, b) for i, a in enumerate(known) for b in known[i + 1 :] if a.slot != b.slot]
    return [possible[i] for i in np.random.default_rng(seed).permutation(len(possible))[:count]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    e2e.add_arguments(parser)
    parser.add_argument("--measures", type=Path, required=True, help="the folder of the measuring networks")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--unguided", type=int, default=1000)
    parser.add_argument("--unclamped", type=int, default=400, help="samples without clamping")
    parser.add_argument("--control", type=int, default=50, help="samples for each of the twenty targets")
    parser.add_argument("--scales", type=float, nargs="*", default=[0.5, 2.0], help="other scales of the K updates")
    parser.add_argument("--algorithm-1", type=float, nargs="*", default=[10.0], help="scales of Algorithm 1")
    parser.add_argument("--others", type=int, default=10, help="samples for each target at each of those")
    parser.add_argument("--pairs", type=int, default=10, help="samples for each of twenty pairs")
    parser.add_argument("--lengths", type=int, default=100, help="samples of exact length")
    parser.add_argument("--cache", type=Path, default=Path(".state") / "samples")
    args = parser.parse_args()

    pack, draw = TextPack(args.pack), Draw(args.steps, args.cache)
    judges = Judges.of(args.data, args.measures / "judge", pack.vocabulary)
    targets = [(target,) for target in attributes.measured()]
    unguided = draw(pack, args.unguided, "unguided")
    result = {
        "weights": pack.digest(),
        "steps": args.steps,
        "yardsticks": yardsticks(judges, args.data, pack.vocabulary),
        "unguided": judges.sample_row(unguided),
    }
    if args.unclamped:
        result["unclamped"] = judges.sample_row(draw(pack, args.unclamped, "unclamped", clamped=False))
    if args.lengths:
        result["lengths"] = length_row(pack, draw, judges, args.lengths)
    if pack.classifier is not None:
        asked, few = (Asked.of("single", targets, count) for count in (args.control, args.others))
        guided = steered(pack, draw, asked)
        result["control"] = single_row(pack, judges, guided, asked, unguided, args.control)
        result["scales"] = {
            f"{scale:g}": control_row(pack, judges, steered(pack, draw, few, scale, KUpdates()), few)
            for scale in args.scales
        }
        result["algorithm_1"] = {
            f"{scale:g}": control_row(pack, judges, steered(pack, draw, few, scale, Algorithm1()), few)
            for scale in args.algorithm_1
        }
        if args.pairs:
            two = Asked.of("pairs", pairs(20), args.pairs)
            result["pairs"] = control_row(pack, judges, steered(pack, draw, two), two)
        if (args.measures / "shuffled" / "config.json").exists():
            blind = TextPack(args.pack, args.measures / "shuffled")
            rows = steered(blind, draw, few)
            result["shuffled"] = single_row(blind, judges, rows, few, unguided, args.others)
        test = e2e.rows(e2e.held_out(args.data, "test"), pack.vocabulary).first(1000)
        result["classifier_by_t"] = accuracy_by_t(pack.classifier, pack.denoiser, test)
        said = dict(zip(attributes.MEASURED, guided[:: args.control], strict=True))
    else:
        said = {}
    (args.pack / "evaluation.json").write_text(json.dumps(rounded(result), indent=2, ensure_ascii=False) + "\n")
    logs = {name: args.pack / "training" / f"{name}.csv" for name in ("denoiser", "classifier")}
    curves.write(logs, args.pack / "training.png")
    embedding_map.write(pack, args.pack / "embeddings.png")
    card.write_sentences(pack, unguided[:20], said)
    card.write(args.pack)
    print(card.demands(result))


if __name__ == "__main__":
    main()
