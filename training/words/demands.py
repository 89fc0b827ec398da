"""What a words pack must reach, and what it is meant to: gates and goals, as lines of its card."""

from dataclasses import dataclass

from card import table
from words.discriminator import SENTENCES

TOLD_TRIGRAMS = 0.9
"""A discriminator that tells fewer of a trigram sampler's sentences says nothing of a pack."""


@dataclass(frozen=True)
class Demand:
    """A measured quantity (a path into evaluation.json), what the gate asks, and what one would wish for."""

    name: str
    path: tuple[str, ...]
    gate: float | None
    goal: float | tuple[float, float] | None
    upward: bool

    def met(self, value: float, bound: float | tuple[float, float]) -> bool:
        if isinstance(bound, tuple):
            return bound[0] <= value <= bound[1]
        return value >= bound if self.upward else value <= bound


DEMANDS = (
    Demand("unguided, read blind, share of people's pass rate, at least", ("blind", "unguided"), 0.6, 0.75, True),
    Demand("steered, read blind, share of people's pass rate, at least", ("blind", "steered"), 0.55, 0.65, True),
    Demand("best of eight, read blind, share of people's, at least", ("blind", "best of eight"), 0.8, None, True),
    Demand("unguided, told from people, at most", ("derived", "told_unguided"), 0.75, None, False),
    Demand("steered, told from people, at most", ("derived", "told_steered"), 0.75, None, False),
    Demand("unguided, a word twice in a row, at most", ("unguided", "repeating"), 0.02, None, False),
    Demand("steered, a word twice in a row, at most", ("control", "repeating"), 0.02, None, False),
    Demand("unguided, 4-gram nats a token, at most", ("unguided", "ngram_nll"), 2.9, 2.6, False),
    Demand("unguided, judge's nats above people's, at most", ("derived", "judge_above_human"), None, 0.5, False),
    Demand("unguided, distinct-2", ("unguided", "distinct_2"), None, (0.19, 0.30), True),
    Demand("unguided, unique, at least", ("unguided", "unique"), 0.90, 0.95, True),
    Demand("unguided, copied from training, at most", ("unguided", "copied"), None, 0.05, False),
    Demand("unguided, END then only PAD, at least", ("unguided", "ended"), None, 0.97, True),
    Demand("unguided, UNK, at most", ("unguided", "unknown"), 0.01, 0.01, False),
    Demand("control, mean of the single targets, at least", ("control", "control"), 0.9, None, True),
    Demand("control, above the base rate, at least", ("derived", "control_above_base"), 0.20, 0.20, True),
    Demand("control, least upper bound of a target, at least", ("control", "least_upper"), 0.8, None, True),
    Demand("control, two attributes, at least", ("pairs", "control"), 0.8, None, True),
    Demand("exact length, at least", ("lengths", "control"), None, 0.80, True),
    Demand("shuffled labels, distance from the base rate, at most", ("derived", "shuffled_off"), None, 0.05, False),
)


def derived(result: dict) -> dict[str, float]:
    """What demands speak of and is not measured as such, of whatever was measured."""
    human = result["yardsticks"]["human, held-out MRs"]["judge_nll"]
    values = {"judge_above_human": result["unguided"]["judge_nll"] - human}
    if "control" in result:
        values["control_above_base"] = result["control"]["control"] - result["control"]["base"]
    if "shuffled" in result:
        values["shuffled_off"] = abs(result["shuffled"]["control"] - result["shuffled"]["base"])
    told = result.get("told_apart", {})
    if told.get("trigram sampler", {}).get("accuracy", 0) >= TOLD_TRIGRAMS:
        for kind in ("unguided", "steered"):
            if told.get(kind, {}).get("samples", 0) >= 0.95 * SENTENCES:  # fewer are told less well
                values[f"told_{kind}"] = told[kind]["accuracy"]
    return values


def reached(result: dict, blind: dict[str, float], demand: Demand) -> float | None:
    """The demanded quantity, or None if it was not measured."""
    value = {**result, "derived": derived(result), "blind": blind}
    for key in demand.path:
        value = value.get(key)
        if value is None:
            return None
    return value


def demands(result: dict, blind: dict[str, float]) -> str:
    """A line for each quantity that the pack is meant to reach; `blind`: pass rates as shares of people's."""
    rows = []
    for demand in DEMANDS:
        value = reached(result, blind, demand)
        goal = "–" if demand.goal is None else f"{demand.goal:g}" if isinstance(demand.goal, float) else None
        goal = "{} to {}".format(*demand.goal) if goal is None else goal
        cells = [demand.name, "–" if demand.gate is None else f"{demand.gate:g}", goal]
        if value is None:
            rows.append([*cells, "not measured", ""])
            continue
        if demand.goal is not None and demand.met(value, demand.goal):
            verdict = "goal met"
        elif demand.gate is not None:
            verdict = "gate met" if demand.met(value, demand.gate) else "gate not met"
        else:
            verdict = "goal not met"
        rows.append([*cells, f"{value:.3f}", verdict])
    return table(["quantity", "gate", "goal", "reached", ""], rows)
