"""Writes the model card of a pack of faces, README.md, from its evaluation.json, its logs and its pictures."""

import json
from pathlib import Path

import curves
import stages
from card import parameters, table
from faces.attributes import ATTRIBUTES, HELD_OUT
from run import read_log

TEMPLATE = Path(__file__).with_name("card_template.md")
PARTS = {
    "unet": ("Denoiser", ["unet/diffusion_pytorch_model.safetensors"]),
    "classifier": ("Noisy classifier, a head an attribute", ["classifier/model.safetensors"]),
    "clip": ("Noised CLIP", ["clip/image/model.safetensors", "clip/text/model.safetensors"]),
    "clip-clean": ("Clean CLIP", ["clip-clean/image/model.safetensors", "clip-clean/text/model.safetensors"]),
    "judge": ("Oracle", ["judge/model.safetensors"]),
}
GUIDES = {"classifier": "classifier", "clip": "noised CLIP"}
GROUPS = {"single": "one attribute", "pairs": "two", "held_out": "two, held out of training", "triples": "three"}


def mean(values: dict[str, float]) -> float:
    return sum(values.values()) / len(values)


def quantities(result: dict) -> list[tuple[str, float | None, float, float, bool]]:
    """What the pack is meant to reach: its name, the gate, the goal, the value, and whether more is better."""
    clip, classifier = result["guides"]["clip"], result["guides"]["classifier"]
    zero_shot, floor = result["zero_shot_at"]["clip"], result["linear_at"]
    above = {name: zero_shot["0.5"][name] - floor["0.5"][name] for name in floor["0.5"]}
    gap = mean(clip["pairs"]) - mean(clip["held_out"])
    return [
        ("oracle, its worst attribute", 0.97, 0.97, min(result["oracle"].values()), True),
        ("CLIP zero-shot on clean images, mean", None, 0.90, mean(zero_shot["1.0"]), True),
        ("CLIP zero-shot at ᾱ = 0.5, above a linear probe, mean", None, 0.05, mean(above), True),
        ("one attribute by prompt, mean", 0.60, 0.80, mean(clip["single"]), True),
        ("one attribute by prompt, the worst", None, 0.55, min(clip["single"].values()), True),
        ("one attribute by classifier, mean", 0.80, 0.80, mean(classifier["single"]), True),
        ("two attributes by prompt, mean", None, 0.55, mean(clip["pairs"]), True),
        ("three attributes by prompt, mean", None, 0.30, mean(clip["triples"]), True),
        ("held-out pairs by prompt, below seen ones", None, 0.10, gap, False),
        ("other prompts move a value from its base rate, mean", 0.05, 0.05, abs(clip["strays"]["mean"]), False),
        ("distance within a prompt, share of real faces', mean", None, 0.70, clip["distance"]["mean"], True),
        ("copies of training images", 0.01, 0.01, result["unguided"]["copies"], False),
    ]


def demands(result: dict) -> str:
    rows = []
    for name, gate, goal, value, upward in quantities(result):

        def met(bound: float, value: float = value, upward: bool = upward) -> bool:
            return value >= bound if upward else value <= bound

        verdict = "goal met" if met(goal) else "gate met" if gate is not None and met(gate) else "not met"
        sign = "≥" if upward else "≤"
        bounds = ["–" if gate is None else f"{sign} {gate:g}", f"{sign} {goal:g}"]
        rows.append([name, *bounds, f"{value:.3f}", verdict])
    return table(["quantity", "gate", "goal", "reached", ""], rows)


def networks(pack: Path) -> str:
    rows = []
    for part, (name, files) in PARTS.items():
        last = read_log(pack / "training" / f"{part}.csv")[-1]
        count = sum(parameters(pack / file) for file in files)
        size = sum((pack / file).stat().st_size for file in files) / 1e6
        rows.append([name, f"{count:,}", f"{size:.2f} MB", f"{last['images']:,.0f}", f"{last['loss']:.4f}"])
    return table(["network", "parameters", "float16", "images seen", "last loss"], rows)


def by_group(result: dict) -> str:
    rows = [
        [title, *(f"{mean(row[group]):.3f} ({min(row[group].values()):.3f})" for row in result["guides"].values())]
        for group, title in GROUPS.items()
    ]
    return table(["asked for", *(GUIDES[guide] for guide in result["guides"])], rows)


def by_prompt(result: dict) -> str:
    guides = result["guides"]
    rows = []
    for group in GROUPS:
        for prompt in guides["clip"][group]:
            base = guides["clip"]["base"].get(prompt)
            shares = [f"{row[group][prompt]:.3f}" for row in guides.values()]
            rows.append([prompt, "" if base is None else f"{base:.3f}", *shares])
    return table(["prompt", "unguided", *(GUIDES[guide] for guide in guides)], rows)


def by_scale(result: dict) -> str:
    rows = [
        [GUIDES[guide], ", ".join(f"s = {scale}: {value:.3f}" for scale, value in row["sweep"].items())]
        for guide, row in result["guides"].items()
    ]
    return table(["guide", "one attribute, mean"], rows)


def by_noise(result: dict) -> str:
    """Accuracy by attribute and alpha_bar, of everything that reads x_t."""
    readers = {
        "linear probe": result["linear_at"],
        "noisy classifier": result["classifier_at"],
        "noised CLIP": result["zero_shot_at"]["clip"],
        "clean CLIP": result["zero_shot_at"]["clip-clean"],
    }
    rows = [
        [reader, level, *(f"{at[attribute.name]:.2f}" for attribute in ATTRIBUTES)]
        for reader, levels in readers.items()
        for level, at in levels.items()
    ]
    return table(["reader", "ᾱ", *(attribute.name for attribute in ATTRIBUTES)], rows)


def shares(result: dict) -> str:
    """The spread over values, unguided against training images, where they differ most."""
    alone = result["unguided"]
    apart = sorted(alone["shares"], key=lambda value: -abs(alone["shares"][value] - alone["shares_real"][value]))
    rows = [[value, f"{alone['shares'][value]:.3f}", f"{alone['shares_real'][value]:.3f}"] for value in apart[:6]]
    return table(["value", "unguided samples", "training images"], rows)


def write(pack: Path) -> None:
    """README.md and training/log.png: card_template.md, filled from what the pack's folder holds."""
    result = json.loads((pack / "evaluation.json").read_text())
    curves.write({part: pack / "training" / f"{part}.csv" for part in PARTS}, pack / "training" / "log.png")
    drawn = stages.seen(pack / "training" / "stages")
    clip = result["guides"]["clip"]
    text = TEMPLATE.read_text().format(
        networks=networks(pack),
        values="; ".join(f"{attribute.name}: {', '.join(attribute.values)}" for attribute in ATTRIBUTES),
        held_out="; ".join(" with ".join(pair.values()) for pair in HELD_OUT),
        oracle=table([*result["oracle"]], [[f"{100 * value:.1f} %" for value in result["oracle"].values()]]),
        steps=result["steps"],
        seeds=result["seeds"],
        scales=" and ".join(f"{row['scale']:g} for the {GUIDES[name]}" for name, row in result["guides"].items()),
        demands=demands(result),
        by_group=by_group(result),
        by_scale=by_scale(result),
        by_prompt=by_prompt(result),
        by_noise=by_noise(result),
        shares=shares(result),
        strays=f"{clip['strays']['mean']:+.3f} (largest {clip['strays']['largest']:+.3f})",
        least_distance=f"{clip['distance']['least']:.2f}",
        alone=result["unguided"]["samples"],
        copies_test=f"{100 * result['unguided']['copies_test']:.2f} %",
        distance=f"{result['unguided']['distance']:.3f}",
        noised=f"{result['clean']['clip']:.3f}",
        clean_on_xt=f"{result['clean']['clip-clean on x_t']:.3f}",
        clean_on_x0=f"{result['clean']['clip-clean on x_0']:.3f}",
        base=f"{mean(clip['base']):.3f}",
        stages=table(
            ["images seen", "16 seeds"],
            [[f"{images:,}", f"![After {images:,} images](training/stages/{images:09d}.png)"] for images in drawn],
        ),
    )
    (pack / "README.md").write_text(text)
