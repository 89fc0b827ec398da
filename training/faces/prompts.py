"""The prompts that faces are measured by, each with the values that it asks for."""

from dataclasses import dataclass

from faces.attributes import ATTRIBUTES, HELD_OUT


@dataclass(frozen=True)
class Prompt:
    """`text` for CLIP, `values` for the classifier and for the oracle's verdict."""

    text: str
    values: dict[str, str]


PATTERNS = {"hair": "{} hair", "length": "{} hair", "shirt": "a {} shirt", "ground": "a {} background"}
ARTICLES = {"hat": "a hat", "beard": "a beard", "happy": "a happy face", "sad": "a sad face"}


def words_for(name: str, value: str) -> str:
    """The plainest words for one value of an attribute."""
    plain = PATTERNS[name].format(value) if name in PATTERNS else ARTICLES.get(value, value)
    return plain.replace("a orange", "an orange")


def prompt(**values: str) -> Prompt:
    return Prompt(" and ".join(words_for(name, value) for name, value in values.items()), values)


EACH = [
    prompt(**{attribute.name: value}) for attribute in ATTRIBUTES for value in attribute.values
]  # in logits' order
SINGLE = [
    *(prompt(hair=value) for value in ("black", "red", "blue", "green", "pink")),
    *(prompt(length=value) for value in ("short", "long")),
    *(prompt(glasses=value) for value in ("no glasses", "clear glasses", "dark glasses")),
    *(prompt(shirt=value) for value in ("white", "red", "yellow", "green")),
    *(prompt(ground=value) for value in ("pink", "blue")),
    prompt(hat="hat"),
    prompt(beard="beard"),
    *(prompt(mood=value) for value in ("happy", "sad")),
]
SEEN_PAIRS = [
    prompt(hair="blue", shirt="green"),
    prompt(hair="red", shirt="red"),
    prompt(hair="black", ground="yellow"),
    prompt(hair="brown", ground="purple"),
    prompt(hair="pink", glasses="clear glasses"),
    prompt(hair="blond", glasses="dark glasses"),
    prompt(hair="black", beard="beard"),
    prompt(shirt="blue", ground="yellow"),
    prompt(shirt="red", hat="hat"),
    prompt(length="long", mood="happy"),
]
HELD_OUT_PAIRS = [prompt(**pair) for pair in HELD_OUT]
TRIPLES = [
    prompt(hair="blue", length="long", shirt="yellow"),
    prompt(hair="red", glasses="dark glasses", ground="green"),
    prompt(hair="green", shirt="white", hat="hat"),
    prompt(hair="black", beard="beard", ground="blue"),
    prompt(hair="blond", length="short", shirt="purple"),
    prompt(glasses="clear glasses", shirt="red", mood="happy"),
    prompt(glasses="no glasses", hat="hat", ground="white"),
    prompt(hair="pink", length="long", ground="pink"),
]
