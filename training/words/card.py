"""Writes a words pack's model card, README.md, and sentences.md, from what the pack's folder holds."""

import json
import textwrap
from pathlib import Path

from card import parameters, table
from run import read_log
from words import recipe, stages
from words.attributes import MEASURED
from words.demands import demands
from words.pack import TextPack
from words.vocabulary import Array

TEMPLATE = Path(__file__).with_name("card_template.md")
PARTS = {"denoiser": "Denoiser", "classifier": "Noisy classifier"}


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def between(interval: list[float]) -> str:
    return "{:.2f} to {:.2f}".format(*interval)


def language_cells(row: dict) -> list[str]:
    nats = [f"{row[name]:.2f}" for name in ("ngram_nll", "judge_nll")]
    shares = [percent(row[name]) for name in ("unique", "copied", "unknown")]
    ended = percent(row["ended"]) if "ended" in row else "–"
    return [f"{row['samples']:,}", *nats, f"{row['distinct_2']:.3f}", *shares, ended]


LANGUAGE = ["samples", "4-gram", "judge", "distinct-2", "unique", "copied", "UNK", "ended"]
SOUND = ["words", "repeating", "contradicting", "unseen trigrams", "of seen trigrams only"]


def sound_cells(row: dict) -> list[str]:
    shares = ("repeating", "contradicting", "unseen_trigrams", "seen_only")
    return [f"{row['words']:.1f}", *(percent(row[name]) if name in row else "–" for name in shares)]


def sources(result: dict) -> list[tuple[str, dict]]:
    """Samples and yardsticks, by the names that tables give them."""
    given = (("unguided", "unguided"), ("unclamped", "unguided, no clamping"), ("control", "steered"))
    return [(title, result[name]) for name, title in given if name in result] + list(result["yardsticks"].items())


def language(result: dict) -> str:
    """How usual and how varied, side by side."""
    return table(["source", *LANGUAGE], [[name, *language_cells(row)] for name, row in sources(result)])


def sound(result: dict) -> str:
    """Whether sentences hang together, side by side; people's of training are those to be like."""
    rows = [[name, *sound_cells(row)] for name, row in sources(result)]
    return table(["source", *SOUND], [*rows, ["human, training", *sound_cells(result["people"])]])


def told_apart(result: dict) -> str:
    if "told_apart" not in result:
        return "Not measured."
    rows = [
        [name, f"{row['samples']:,}", f"{row['accuracy']:.3f}", between(row["interval"])]
        for name, row in result["told_apart"].items()
    ]
    return table(["source", "samples", "accuracy", "95 % interval"], rows)


def blind_rows(pack: Path) -> dict | None:
    """blind.json, if it is of the pack's weights."""
    path = pack / "blind.json"
    if not path.exists():
        return None
    found = json.loads(path.read_text())
    return found if found["weights"] == json.loads((pack / "evaluation.json").read_text())["weights"] else None


def blind(pack: Path) -> dict[str, float]:
    """The pass rates of blind reading as shares of people's; none where these weights have not been read."""
    found = blind_rows(pack)
    return {} if found is None else {name: row["of_people"] for name, row in found["rates"].items()}


def read_blind(pack: Path) -> str:
    def shares(row: dict) -> list[str]:
        return [f"{row['rate']:.3f}", between(row["interval"]), f"{row['of_people']:.2f}"]

    found = blind_rows(pack)
    if found is None:
        return "Not read."
    rows = [[name, f"{row['read']}", f"{row['passed']}", *shares(row)] for name, row in found["rates"].items()]
    read = table(["source", "read", "passed", "rate", "95 % interval", "of people's"], rows)
    how = f"{found['steps']} steps, {found['rule']}, s = {found['scale']:g}"
    return f"{read}\n\nThe two readings agree on {percent(found['agreement'])}. Verdicts: `blind.json` ({how})."


def rules(result: dict) -> str:
    """How often each way of steering got what it was asked for, and in what language."""
    rows = []
    for name, title in (("scales", "s = {}"), ("algorithm_1", "Algorithm 1, s = {}")):
        for scale, row in result.get(name, {}).items():
            rows.append(
                [title.format(scale), f"{row['control']:.3f}", percent(row["repeating"]), *language_cells(row)]
            )
    for name, title in (
        ("pairs", "two attributes"),
        ("lengths", "exact length"),
        ("shuffled", "classifier of shuffled labels"),
    ):
        if name in result:
            row = result[name]
            rows.append([title, f"{row['control']:.3f}", percent(row["repeating"]), *language_cells(row)])
    return table(["rule", "control", "repeating", *LANGUAGE], rows) if rows else "Not measured."


def targets(result: dict) -> str:
    """Control and what each target drags along."""
    if "control" not in result:
        return "Not measured: the pack has no classifier yet."
    rows = []
    for name, row in result["control"]["by_target"].items():
        drag = row["drag"]
        moved = f"{drag['value']}: {drag['steered']:.2f}, people {drag['people']:.2f}"
        rows.append([name, f"{row['rate']:.2f}", between(row["interval"]), f"{row['base']:.2f}", moved])
    whole = result["control"]
    mean = ["mean", f"{whole['control']:.2f}", between(whole["interval"]), f"{whole['base']:.2f}", ""]
    return table(["target", "control", "95 % interval", "base rate", "drags along most"], [*rows, mean])


def rule_quality(result: dict) -> str:
    """The rules against people's sentences."""
    names = ("precision", "precision_of_level", "recall", "recall_of_level")
    rows = [
        [value, f"{row['hits']:,}", f"{row['support']:,}", *(f"{row[name]:.3f}" for name in names)]
        for value, row in result["rules"].items()
    ]
    return table(["value", "hits", "in the MR", "precision", "of its level", "recall", "of its level"], rows)


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
            "## Steered",
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
    control, made = result.get("control", {}), recipe.read(pack)
    recalls = [result["rules"][name]["recall_of_level"] for name in MEASURED]
    text = TEMPLATE.read_text().format(
        networks=networks(pack),
        recipe=textwrap.fill(recipe.text(made), 118, initial_indent="- ", subsequent_indent="  "),
        embedding_dim=config["embedding_dim"],
        layers=config["layers"],
        width=config["width"],
        heads=config["heads"],
        length=config["length"],
        timesteps=config["num_train_timesteps"],
        examples=f"{made['examples']:,}",
        vocabulary=config["vocab_size"],
        steps=result["steps"],
        language=language(result),
        sound=sound(result),
        told_apart=told_apart(result),
        read_blind=read_blind(pack),
        demands=demands(result, blind(pack)),
        rule=f"{result['rule']}, s = {result['scale']:g}",
        control_samples=control["samples"] // len(control["by_target"]) if control else 0,
        unguided_samples=f"{result['unguided']['samples']:,}",
        targets=targets(result),
        largest_drag=f"{control['largest_drag']:.2f}" if control else "not measured",
        rules=rules(result),
        rule_quality=rule_quality(result),
        least_recall=f"{100 * min(recalls):.0f}",
        most_recall=f"{100 * max(recalls):.0f}",
        by_t=by_t(result, config["num_train_timesteps"]),
    )
    (pack / "README.md").write_text(text)
