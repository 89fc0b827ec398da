"""Measures a words pack and writes its evaluation.json, its plots, its sentences and its model card.

    python -m words.evaluate --pack ../models/words --data e2e --measures ../../words    # in training/

`--measures` holds what only measures: `judge/` (train_language_judge) and, where there is one, `shuffled/` (the
control of train_classifier). Samples come from the Python twin of the chain on the exported (EMA, float16) weights,
and are kept under --cache, so that a second call measures again without drawing again. The rule and its data are
those that steer all of it; --scales and --algorithm-1 are measured beside it.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

import curves
from card import rounded
from words import attributes, card, discriminator, e2e, embedding_map, saying
from words.demands import demands
from words.drawing import Asked, Draw
from words.judges import Judges, yardsticks
from words.options import add_rule, rule_of, spoken
from words.pack import TextPack
from words.text_chain import Algorithm1, Array
from words.train_classifier import accuracy_by_t
from words.vocabulary import sentence

PAIRS_FROM = 1_000_000
"""The first seed of pairs."""


def control_row(judges: Judges, rows: Array, asked: Asked) -> dict:
    """How many say what was asked, and in what language."""
    hits = saying.holding(saying.readings(rows, judges.vocabulary), asked.targets)
    found = saying.control(hits)
    return {"control": found["rate"], "interval": found["interval"], **judges.sample_row(rows)}


def single_row(judges: Judges, rows: Array, asked: Asked, unguided: Array) -> dict:
    """`control_row` of the twenty targets; each with its rate, its base rate and what it drags along."""
    read = saying.readings(rows, judges.vocabulary)
    hits = asked.by_group(saying.holding(read, asked.targets))
    base = saying.rates(saying.readings(unguided, judges.vocabulary))
    by_target = {}
    for at, target in enumerate(attributes.measured()):
        own = read[at :: len(hits)]
        dragged = saying.drag(target, own, judges.people)
        by_target[target.name] = {**saying.control(hits[at]), "base": base[target.name], "drag": dragged}
    return {
        **control_row(judges, rows, asked),
        "base": float(np.mean([row["base"] for row in by_target.values()])),
        "least": min(row["rate"] for row in by_target.values()),
        "least_upper": min(row["interval"][1] for row in by_target.values()),
        "largest_drag": max(abs(row["drag"]["difference"]) for row in by_target.values()),
        "by_target": by_target,
    }


def length_row(draw: Draw, judges: Judges, count: int) -> dict:
    """Exact lengths: 10 to 30 words in turn, steered through the denoiser."""
    lengths = [10 + 5 * (i % 5) for i in range(count)]
    rows = draw.of_lengths(lengths)
    exact = np.array([len(sentence(row)) == words for row, words in zip(rows, lengths, strict=True)])
    return {"control": float(exact.mean()), **judges.sample_row(rows)}


def pairs(count: int, seed: int = 0) -> list[tuple[attributes.Target, attributes.Target]]:
    """Pairs of the measured targets, of two slots each, without repeats."""
    known = attributes.measured()
    possible = [(a, b) for i, a in enumerate(known) for b in known[i + 1 :] if a.slot != b.slot]
    return [possible[i] for i in np.random.default_rng(seed).permutation(len(possible))[:count]]


def told_apart(judges: Judges, unguided: Array, steered: Array | None, asked: Asked) -> dict:
    """How well the discriminator tells samples from people's sentences, and a trigram sampler's from them."""
    known = discriminator.Known.of(judges)
    result = {"trigram sampler": known.told(known.by_trigrams()), "unguided": known.told(unguided)}
    if steered is not None:
        result["steered"] = known.told(steered, [together[0] for together in asked.targets])
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    e2e.add_arguments(parser)
    add_rule(parser)
    parser.add_argument("--measures", type=Path, required=True, help="the folder of the measuring networks")
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--unguided", type=int, default=1000)
    parser.add_argument("--unclamped", type=int, default=400, help="samples without clamping")
    parser.add_argument("--control", type=int, default=100, help="samples for each of the twenty targets")
    parser.add_argument("--scales", type=float, nargs="*", default=[0.5, 2.0], help="other scales of the rule")
    parser.add_argument("--algorithm-1", type=float, nargs="*", default=[10.0], help="scales of Algorithm 1")
    parser.add_argument("--others", type=int, default=10, help="samples for each target at each of those")
    parser.add_argument("--pairs", type=int, default=10, help="samples for each of twenty pairs")
    parser.add_argument("--lengths", type=int, default=100, help="samples of exact length")
    parser.add_argument("--told", type=int, default=5000, help="unguided samples that a discriminator is shown")
    parser.add_argument("--told-steered", type=int, default=250, help="and steered ones, for each target")
    parser.add_argument("--cache", type=Path, default=Path(".state") / "samples")
    args = parser.parse_args()

    pack, rule = TextPack(args.pack), rule_of(args)
    draw = Draw(pack, args.steps, args.cache)
    judges = Judges.of(args.data, args.measures / "judge", pack.vocabulary)
    targets = [(target,) for target in attributes.measured()]
    unguided = draw.unguided(args.unguided)
    people = e2e.held_out(args.data, "valid") + e2e.held_out(args.data, "test")
    result = {
        "weights": pack.digest(),
        "steps": args.steps,
        "rule": spoken(rule),
        "scale": args.scale,
        "rules": saying.rule_quality(people),
        "people": judges.training_row(),
        "yardsticks": yardsticks(judges, args.data),
        "unguided": judges.sample_row(unguided),
    }
    if args.unclamped:
        result["unclamped"] = judges.sample_row(draw.unguided(args.unclamped, clamped=False))
    if args.lengths:
        result["lengths"] = length_row(draw, judges, args.lengths)
    said = {}
    if pack.classifier is not None:
        asked, few = (Asked.of("single", targets, count) for count in (args.control, args.others))
        guided = draw.steered(asked, args.scale, rule)
        result["control"] = single_row(judges, guided, asked, unguided)
        result["scales"] = {
            f"{scale:g}": control_row(judges, draw.steered(few, scale, rule), few) for scale in args.scales
        }
        result["algorithm_1"] = {
            f"{scale:g}": control_row(judges, draw.steered(few, scale, Algorithm1()), few)
            for scale in args.algorithm_1
        }
        if args.pairs:
            two = Asked.of("pairs", pairs(20), args.pairs, PAIRS_FROM)
            result["pairs"] = control_row(judges, draw.steered(two, args.scale, rule), two)
        if args.others and (args.measures / "shuffled" / "config.json").exists():
            blind = replace(draw, pack=TextPack(args.pack, args.measures / "shuffled"))
            result["shuffled"] = single_row(judges, blind.steered(few, args.scale, rule), few, unguided)
        test = e2e.rows(e2e.held_out(args.data, "test"), pack.vocabulary).first(1000)
        result["classifier_by_t"] = accuracy_by_t(pack.classifier, pack.denoiser, test)
        said = dict(zip(attributes.MEASURED, guided, strict=False))
    if args.told:
        asked = Asked.of("single", targets, args.told_steered)
        steered = None if pack.classifier is None else draw.steered(asked, args.scale, rule)
        result["told_apart"] = told_apart(judges, draw.unguided(args.told), steered, asked)
    (args.pack / "evaluation.json").write_text(json.dumps(rounded(result), indent=2, ensure_ascii=False) + "\n")
    logs = {name: args.pack / "training" / f"{name}.csv" for name in ("denoiser", "classifier")}
    curves.write(logs, args.pack / "training.png")
    embedding_map.write(pack, args.pack / "embeddings.png")
    card.write_sentences(pack, unguided[:20], said)
    card.write(args.pack)
    print(demands(result, card.blind(args.pack)))


if __name__ == "__main__":
    main()
