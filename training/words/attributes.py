"""What a sentence can be steered toward, and the rules that say whether it got there: `rules.json`, read and applied.

The rules read the words alone: never the MR, never a network. So they are independent evidence of control. They are
data, so that another language needs no more than this file's forty lines to give the same verdicts: regular
expressions in what Python (ASCII) and JavaScript have in common, without look-behind.

`parts` stand in patterns as <NAME>. `replace` makes the text that patterns read of the words. A value is found where
one of its `says` matches what is left of the text without its `except`, unless one of its `unless` matches the text.
Of a slot that says two things at once nothing is stated. Values of one `level` are two ways to say one thing (a cheap
place, less than £20); a value without a level agrees with itself alone.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("rules.json")


def _expand(pattern: str, parts: dict[str, str]) -> str:
    """The pattern with every <NAME> replaced, parts of parts too."""
    while (found := re.search(r"<([A-Z][A-Z0-9_]*)>", pattern)) is not None:
        pattern = pattern.replace(found[0], parts[found[1]])
    return pattern


RULES = json.loads(FILE.read_text())
REPLACE = [(re.compile(_expand(old, RULES["parts"]), re.ASCII), new) for old, new in RULES["replace"]]


def _compiled(patterns: list[str]) -> tuple[re.Pattern, ...]:
    return tuple(re.compile(_expand(pattern, RULES["parts"]), re.ASCII) for pattern in patterns)


def plain(words: list[str]) -> str:
    """What the rules read: lower case, no hyphens, the names of other places taken out, a space at both ends."""
    text = f" {' '.join(words).lower()} "
    for pattern, by in REPLACE:
        text = pattern.sub(by, text)
    return text


@dataclass(frozen=True)
class Value:
    """One value of a slot, as E2E names it, and the patterns that find it."""

    name: str
    level: str
    says: tuple[re.Pattern, ...]
    excepted: tuple[re.Pattern, ...] = ()
    unless: tuple[re.Pattern, ...] = ()

    @classmethod
    def of(cls, rule: dict) -> "Value":
        lists = (_compiled(rule.get(kind, [])) for kind in ("says", "except", "unless"))
        return cls(rule["name"], rule.get("level", rule["name"]), *lists)

    def found(self, text: str) -> bool:
        """Whether a text that `plain` made says it, whatever else it says."""
        if any(pattern.search(text) for pattern in self.unless):
            return False
        for pattern in self.excepted:
            text = pattern.sub(" _ ", text)
        return any(pattern.search(text) for pattern in self.says)


@dataclass(frozen=True)
class Slot:
    """A slot of the MR with its values in their order: the label of a value is its place from 1."""

    name: str
    rules: tuple[Value, ...]
    values: list[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", [value.name for value in self.rules])

    def label(self, meaning: dict[str, str]) -> int:
        """The label of what the MR says, or 0 where it leaves the slot out."""
        value = meaning.get(self.name)
        if value is None:
            return 0
        if value not in self.values:
            raise ValueError(f"{self.name}: expected one of {', '.join(self.values)}, got {value!r}")
        return 1 + self.values.index(value)

    def level(self, value: str) -> str:
        """What a value shares with others that mean the same."""
        return self.rules[self.values.index(value)].level


SLOTS = tuple(Slot(slot["name"], tuple(Value.of(rule) for rule in slot["values"])) for slot in RULES["slots"])


@dataclass(frozen=True)
class Reading:
    """What a sentence states, named like `food: Chinese`, and the slots of which it says two things at once."""

    stated: frozenset[str]
    contradicted: frozenset[str]


@cache
def _read(text: str) -> Reading:
    stated, contradicted = set(), set()
    for slot in SLOTS:
        found = [value for value in slot.rules if value.found(text)]
        if len({value.level for value in found}) > 1:
            contradicted.add(slot.name)
        else:
            stated.update(f"{slot.name}: {value.name}" for value in found)
    return Reading(frozenset(stated), frozenset(contradicted))


def read(words: list[str]) -> Reading:
    """The verdict of all rules on a sentence of words."""
    return _read(plain(words))


@dataclass(frozen=True)
class Target:
    """One value of one slot: what a guide aims at (`slot`, `label`), named as readings name it."""

    slot: int
    label: int
    name: str

    def holds(self, words: list[str]) -> bool:
        """Whether the sentence states it, and nothing that contradicts it."""
        return self.name in read(words).stated


def targets() -> list[Target]:
    """Every value of every slot, named like `food: Chinese`."""
    return [
        Target(i, 1 + j, f"{slot.name}: {value}")
        for i, slot in enumerate(SLOTS)
        for j, value in enumerate(slot.values)
    ]


MEASURED = (
    *(f"food: {value}" for value in SLOTS[0].values),
    *(f"price: {value}" for value in ("cheap", "moderate", "high")),
    *(f"rating: {value}" for value in ("low", "average", "high")),
    *(f"eatType: {value}" for value in SLOTS[3].values),
    *(f"area: {value}" for value in SLOTS[4].values),
    *(f"family: {value}" for value in SLOTS[5].values),
)
"""The twenty single targets that control is measured by."""


def measured() -> list[Target]:
    """The targets of MEASURED, in its order."""
    known = {target.name: target for target in targets()}
    return [known[name] for name in MEASURED]
