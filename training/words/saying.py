"""What sentences say, by the rules: control, contradictions, what a target drags along, and how good the rules are.

Readings are `attributes.read`'s, one a sentence; nothing here samples.
"""

from collections.abc import Sequence

import numpy as np

from words import attributes
from words.attributes import SLOTS, Reading, Target
from words.e2e import Sentence
from words.text_measures import wilson
from words.vocabulary import Array, Vocabulary, sentence

SLOT_OF = {target.name: target.slot for target in attributes.targets()}


def readings(rows: Array, vocabulary: Vocabulary) -> list[Reading]:
    """What the words of each row [B, n] say."""
    return [attributes.read([vocabulary.words[token] for token in sentence(row)]) for row in rows]


def holding(read: Sequence[Reading], wanted: Sequence[Sequence[Target]]) -> Array:
    """Whether each states all that is wanted of it: bool [B]."""
    return np.array([all(one.name in said.stated for one in own) for said, own in zip(read, wanted, strict=True)])


def contradicting(read: Sequence[Reading]) -> float:
    """The share that says two things of one slot at once."""
    return float(np.mean([bool(said.contradicted) for said in read]))


def rates(read: Sequence[Reading]) -> dict[str, float]:
    """The share that states each value of each slot."""
    return {name: float(np.mean([name in said.stated for said in read])) for name in SLOT_OF}


def drag(target: Target, steered: Sequence[Reading], people: Sequence[Reading]) -> dict[str, float | str]:
    """What a target drags along: the value of another slot whose rate among the steered differs most from its rate
    among people's sentences that state the target. Rates of few samples differ by chance as well.
    """
    alike = [said for said in people if target.name in said.stated]
    ours, theirs = rates(steered), rates(alike)
    others = [name for name, slot in SLOT_OF.items() if slot != target.slot]
    most = max(others, key=lambda name: abs(ours[name] - theirs[name]))
    return {"value": most, "steered": ours[most], "people": theirs[most], "difference": ours[most] - theirs[most]}


def control(hits: Array) -> dict[str, float | list[float]]:
    """The share of hits, bool [B], with Wilson's interval."""
    return {"rate": float(hits.mean()), "interval": list(wilson(hits.sum(), len(hits)))}


def rule_quality(sentences: Sequence[Sentence]) -> dict[str, dict[str, float | int]]:
    """How the rules read people's sentences, value by value, beside what the MR says.

    `precision` counts a hit right where the MR has that value, `precision_of_level` where it has one that means the
    same ("cheap" of a place under £20). `recall` is of the sentences whose MR has the value, `recall_of_level` of
    those whose MR has its level, any value of which will do. People leave out what the MR says, and add to it.
    """
    read, table = [attributes.read(one.words) for one in sentences], {}
    for target in attributes.targets():
        slot = SLOTS[target.slot]
        value = slot.values[target.label - 1]
        alike = [other for other in slot.values if slot.level(other) == slot.level(value)]
        hit = np.array([target.name in said.stated for said in read])
        any_hit = np.array([any(f"{slot.name}: {other}" in said.stated for other in alike) for said in read])
        meant = np.array([one.meaning.get(slot.name) == value for one in sentences])
        level = np.array([one.meaning.get(slot.name) in alike for one in sentences])
        table[target.name] = {
            "hits": int(hit.sum()),
            "support": int(meant.sum()),
            "precision": float((hit & meant).sum() / max(1, hit.sum())),
            "precision_of_level": float((hit & level).sum() / max(1, hit.sum())),
            "recall": float((hit & meant).sum() / max(1, meant.sum())),
            "recall_of_level": float((any_hit & level).sum() / max(1, level.sum())),
        }
    return table
