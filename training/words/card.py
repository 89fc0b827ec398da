"""Writes a words pack's model card, README.md, and sentences.md, from what the pack's folder holds."""

import json
from dataclasses import dataclass
from pathlib import Path

from card import parameters, table
from run import read_log
from words import stages
from words.pack import TextPack
from words.vocabulary import Array

TEMPLATE = Path(__file__).with_name("card_template.md")
PARTS = {"denoiser": "Denoiser", "classifier": "Noisy classifier"}


@dataclass(frozen=True)
class Demand:
    """A measured quantity (a path into evaluation.json), what the gate asks, and what a longer training should."""

    name: str
    path: tuple[str, ...]
    gate: float | None
    goal: float | tuple[float, float]
    upward: bool

    def met(self, value: float, bound: float | tuple[float, float]) -> bool:
        if isinstance(bound, tuple):
            return bound[0] <= value <= bound[1]
        return value >= bound if self.upward else value <= bound


DEMANDS = (
    Demand("unguided, 4-gram nats a token, at most", ("unguided", "ngram_nll"), 2.9, 2.6, False),
    Demand("unguided, judge's nats above people's, at most", ("derived", "judge_above_human"), None, 0.5, False),
    Demand("unguided, distinct-2", ("unguided", "distinct_2"), None, (0.19, 0.30), True),
    Demand("unguided, unique, at least", ("unguided", "unique"), 0.90, 0.95, True),
    Demand("unguided, copied from training, at most", ("unguided", "copied"), None, 0.05, False),
    Demand("unguided, END then only PAD, at least", ("unguided", "ended"), None, 0.97, True),
    Demand("unguided, UNK, at most", ("unguided", "unknown"), 0.01, 0.01, False),
    Demand("control, mean of the single targets, at least", ("control", "control"), 0.50, 0.75, True),
    Demand("control, above the base rate, at least", ("derived", "control_above_base"), 0.20, 0.20, True),
    Demand("control, the worst target, at least", ("control", "least"), None, 0.50, True),
    Demand("control, its cost in judge's nats, at most", ("derived", "control_cost"), None, 0.6, False),
    Demand("control, two attributes, at least", ("pairs", "control"), None, 0.45, True),
    Demand("exact length, at least", ("lengths", "control"), None, 0.80, True),
    Demand("shuffled labels, distance from the base rate, at most", ("derived", "shuffled_off"), None, 0.05, False),
)


def derived(result: dict) -> dict[str, float]:
    """Differences that demands speak of, of whatever was measured."""
    human = result["yardsticks"]["human, held-out MRs"]["judge_nll"]
    values = {"judge_above_human": result["unguided"]["judge_nll"] - human}
    if "control" in result:
        values["control_above_base"] = result["control"]["control"] - result["control"]["base"]
        values["control_cost"] = result["control"]["judge_nll"] - result["unguided"]["judge_nll"]
    if "shuffled" in result:
        values["shuffled_off"] = abs(result["shuffled"]["control"] - result["shuffled"]["base"])
    return values


def reached(result: dict, demand: Demand) -> float | None:
    """The demanded quantity, or None if it was not measured."""
    value = {**result, "derived": derived(result)}
    for key in demand.path:
        value = value.get(key)
        if value is None:
            return None
    return value


def demands(result: dict) -> str:
    """A line for each quantity that the pack is meant to reach."""
    rows = []
    for demand in DEMANDS:
        value = reached(result, demand)
        goal = demand.goal if isinstance(demand.goal, float) else "{} to {}".format(*demand.goal)
        cells = [demand.name, "–" if demand.gate is None else f"{demand.gate:g}", f"{goal}"]
        if value is None:
            rows.append([*cells, "not measured", ""])
            continue
        verdict = "goal met" if demand.met(value, demand.goal) else "goal not met"
        if verdict != "goal met" and demand.gate is not None:
            verdict = "gate met" if demand.met(value, demand.gate) else "gate not met"
        rows.append([*cells, f"{value:.3f}", verdict])
    return table(["quantity", "gate", "goal", "reached", ""], rows)


def language_cells(row: dict) -> list[str]:
    ended = f"{100 * row['ended']:.1f} %" if "ended" in row else "–"
    shares = [f"{100 * row[name]:.1f} %" for name in ("unique", "copied", "unknown")]
    nats = [f"{row[name]:.2f}" for name in ("ngram_nll", "judge_nll")]
    return [f"{row['samples']:,}", *nats, f"{row['distinct_2']:.3f}", *shares, ended]


LANGUAGE = ["samples", "4-gram", "judge", "distinct-2", "unique", "copied", "UNK", "ended"]


def language(result: dict) -> str:
    """Samples and yardsticks side by side."""
    rows = [["unguided", *language_cells(result["unguided"])]]
    for name, title in (("unclamped", "unguided, no clamping"), ("control", "steered, s = 1")):
        if name in result:
            rows.append([title, *language_cells(result[name])])
    rows += [[name, *language_cells(row)] for name, row in result["yardsticks"].items()]
    return table(["source", *LANGUAGE], rows)


def rules(result: dict) -> str:
    """How often each way of steering got what it was asked for, and in what language."""
    rows = []
    for name, title in (("scales", "K updates, s = {}"), ("algorithm_1", "Algorithm 1, s = {}")):
        for scale, row in result.get(name, {}).items():
            rows.append([title.format(scale), f"{row['control']:.3f}", *language_cells(row)])
    for name, title in (
        ("pairs", "two attributes, s = 1"),
        ("lengths", "exact length, s = 1"),
        ("shuffled", "classifier of shuffled labels, s = 1"),
    ):
        if name in result:
            rows.append([title, f"{result[name]['control']:.3f}", *language_cells(result[name])])
    return table(["rule", "control", *LANGUAGE], rows) if rows else "Not measured."


def targets(result: dict) -> str:
    if "control" not in result:
        return "Not measured: the pack has no classifier yet."
    rows = [[name, f"{hit:.2f}", f"{base:.2f}"] for name, (hit, base) in result["control"]["by_target"].items()]
    mean = ["mean", f"{result['control']['control']:.2f}", f"{result['control']['base']:.2f}"]
    return table(["target", "control", "base rate"], [*rows, mean])


def by_t(result: dict, timesteps: int) -> str:
    if "classifier_by_t" not in result:
        return "Not measured: the pack has no classifier yet."
    width = timesteps // 10
    header = ["slot", *(f"{width * i}-{width * (i + 1) - 1}" for i in range(10))]
    rows = [[slot, *(f"{share:.3f}" for share in shares)] for slot, shares in result["classifier_by_t"].items()]
    return table(header, rows)


def networks(pack: Path) -> str:
    rows = []
    for part, name in PARTS.items():
        file = pack / part / "model.safetensors"
        if file.exists():
            last = read_log(pack / "training" / f"{part}.csv")[-1]
            size = f"{file.stat().st_size / 1e6:.2f} MB"
            rows.append([name, f"{parameters(file):,}", size, f"{last['images']:,.0f}", f"{last['loss']:.4f}"])
    return table(["network", "parameters", "float16", "examples seen", "last loss"], rows)


def write_sentences(pack: TextPack, unguided: Array, steered: dict[str, Array]) -> None:
    """sentences.md: samples as they are, none chosen: unguided, a target each, and stages of training."""
    lines = ["# Sentences", "", "As they came, none chosen. Marks stand apart as the model writes them.", ""]
    lines += ["## Unguided", "", *(f"- {pack.vocabulary.decode(row)}" for row in unguided), ""]
    if steered:
        lines += [
            "## Steered, s = 1",
            "",
            *(f"- {name}: {pack.vocabulary.decode(row)}" for name, row in steered.items()),
        ]
        lines.append("")
    lines += ["## The same noise at several stages of training", ""]
    for stage in stages.read(pack.folder):
        lines += [f"After {stage['images']:,} examples:", "", *(f"- {said}" for said in stage["sentences"]), ""]
    (pack.folder / "sentences.md").write_text("\n".join(lines).rstrip() + "\n")


def write(pack: Path) -> None:
    """README.md: card_template.md, filled from what the pack's folder holds."""
    result = json.loads((pack / "evaluation.json").read_text())
    config = json.loads((pack / "denoiser" / "config.json").read_text())
    recipe = json.loads((pack / "training" / "denoiser.json").read_text())
    by_target = result.get("control", {}).get("by_target", {})
    text = TEMPLATE.read_text().format(
        networks=networks(pack),
        lr=f"{recipe['lr']:g}",
        batch=recipe["batch"],
        embedding_dim=config["embedding_dim"],
        layers=config["layers"],
        width=config["width"],
        heads=config["heads"],
        length=config["length"],
        timesteps=config["num_train_timesteps"],
        examples=f"{read_log(pack / 'training' / 'denoiser.csv')[-1]['images']:,.0f}",
        vocabulary=config["vocab_size"],
        steps=result["steps"],
        language=language(result),
        demands=demands(result),
        control_samples=result["control"]["samples"] // len(by_target) if by_target else 0,
        unguided_samples=f"{result['unguided']['samples']:,}",
        targets=targets(result),
        rules=rules(result),
        by_t=by_t(result, config["num_train_timesteps"]),
    )
    (pack / "README.md").write_text(text)
