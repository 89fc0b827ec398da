"""How a words denoiser was trained: training/denoiser.json, as the training writes it, and what a card says of it.

`before` is the recipe of the pack that it began from, which has one itself. What a recipe does not know is not said.
"""

import argparse
import json
from pathlib import Path

from rates import EMA_MAX, WARMUP_STEPS
from run import read_log

EMA_SPAN = round(1 / (1 - EMA_MAX))


def read(pack: Path) -> dict:
    """The recipe of a pack, with the examples that it has seen."""
    recipe = json.loads((pack / "training" / "denoiser.json").read_text())
    log = read_log(pack / "training" / "denoiser.csv")
    return {**recipe, "examples": int(log[-1]["images"])} if log else recipe


def of(args: argparse.Namespace) -> dict:
    """The recipe of parsed options of train_denoiser, while the rate is constant: the examples over which it has
    fallen are `decay`.
    """
    before = {"before": read(args.init)} if args.init is not None else {}
    return {
        "lr": args.lr,
        "batch": args.batch,
        "rate": "constant",
        "warmup": WARMUP_STEPS,
        "decay": 0,
        "ema_max": EMA_MAX,
        "layers": args.layers,
        "width": args.width,
        "self_condition": args.self_condition,
        "anchor": args.anchor,
        **before,
    }


def _rate(recipe: dict) -> str:
    """The learning rate and what became of it."""
    text = f"AdamW {recipe['lr']:g}, batch {recipe['batch']}"
    if recipe.get("rate") == "half cosine":
        text += f", {recipe['warmup']} steps of warm-up and a half cosine to 0"
    elif recipe.get("rate") == "constant":
        text += f", {recipe['warmup']} steps of warm-up, then constant"
        if recipe["decay"]:
            text += f"; on a copy it fell to 0 over the last {recipe['decay']:,} examples"
    return text


def _average(recipe: dict) -> str:
    if "ema" in recipe:
        return f"EMA {recipe['ema']:g}"
    if recipe.get("decay"):
        return "EMA over a tenth of the steps of the fall"
    if "ema_max" in recipe:
        return f"EMA over a ninth of the steps so far, {EMA_SPAN:,} at most"
    return "EMA"


def text(recipe: dict) -> str:
    """The recipe in sentences, for the card."""
    lines = [f"{_rate(recipe)}; gradient clip 1, {_average(recipe)} (these are the EMA weights). No dropout."]
    if recipe.get("anchor"):
        lines.append(f"Anchor loss: {recipe['anchor']:g} times the cross entropy of the words that x̂_0 is read as.")
    if recipe.get("self_condition"):
        lines.append("Self-conditioned: in half of each batch it sees its own x̂_0, in the other half zeros.")
    if before := recipe.get("before"):
        was = f"It began as a network of {before['layers']} layers" if "layers" in before else "It began as a network"
        if recipe.get("self_condition") and not before.get("self_condition"):
            was += ", without self-conditioning,"
        grown = recipe.get("layers", 0) > before.get("layers", recipe.get("layers", 0))
        lines.append(
            f"{was} that had seen {before['examples']:,} examples ({_rate(before)}; {_average(before)})"
            + (", made deeper without changing what it computes." if grown else ".")
        )
    return " ".join(lines)
