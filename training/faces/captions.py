"""Captions of faces: one to four attributes in varied order and wording, and the words that a text encoder knows.

A caption comes with the values that it allows, bool [TOTAL]: every value of an attribute that it does not name, so
that whether it is true of any other face is one product. "glasses" alone allows clear and dark ones.
"""

import random
import re
from dataclasses import dataclass

import torch

from faces.attributes import ATTRIBUTES, BY_NAME, TOTAL, index_of

MAX_ATTRIBUTES = 4
LENGTH = 24  # tokens, as many as the longest caption has
PADDING, UNKNOWN = 0, 1
SKIPPED = 0.02  # words of a training caption that are taken for unknown ones, so that a stray word does no harm

OPENINGS = ["a face", "a person", "someone", "a portrait", "a small portrait of someone", "a picture of a person", ""]
SIMPLE = {  # an attribute of few values: ways to say each
    "length": {"short": ["short hair", "hair that is short"], "long": ["long hair", "hair that is long"]},
    "glasses": {
        "no glasses": ["no glasses", "without glasses"],
        "clear glasses": ["clear glasses", "wearing clear glasses"],
        "dark glasses": ["dark glasses", "sunglasses", "wearing sunglasses", "wearing dark glasses"],
    },
    "hat": {
        "no hat": ["no hat", "without a hat", "bareheaded"],
        "hat": ["a hat", "wearing a hat", "with a hat on"],
    },
    "beard": {"no beard": ["no beard", "without a beard"], "beard": ["a beard", "bearded"]},
    "mood": {
        "happy": ["happy", "smiling", "cheerful", "a smile", "a happy mouth"],
        "sad": ["sad", "unhappy", "gloomy", "a frown", "a sad mouth"],
    },
}
COLOURED = {  # an attribute of colours
    "hair": ["{} hair", "hair in {}"],
    "shirt": ["a {} shirt", "in a {} shirt", "wearing {}", "dressed in {}", "a {} top"],
    "ground": ["on {}", "a {} background", "on a {} background", "in front of a {} wall"],
}
SPELLINGS = {"grey": ["grey", "gray"], "blond": ["blond", "blonde"]}
COLOURS = {word for name in COLOURED for value in BY_NAME[name].values for word in SPELLINGS.get(value, [value])}
ANY_GLASSES = ["glasses", "wearing glasses"]
ADJECTIVES = {"happy", "smiling", "cheerful", "sad", "unhappy", "gloomy", "bearded", "bareheaded"}
NOT_AFTER_WITH = ("in ", "on ", "wearing ", "dressed ", "with", "no ")
JOINTS = [", ", ", ", " and ", " "]


@dataclass(frozen=True)
class Caption:
    """`allowed` are the indices of the values that it allows, of the attributes that it names."""

    text: str
    allowed: dict[str, frozenset[int]]

    def mask(self) -> torch.Tensor:
        """What it allows, bool [TOTAL]; all values of what it does not name."""
        result = torch.ones(TOTAL, dtype=torch.bool)
        for name, indices in self.allowed.items():
            attribute = BY_NAME[name]
            for index in range(attribute.slice.start, attribute.slice.stop):
                result[index] = index in indices
        return result


def words(text: str) -> list[str]:
    """The words of a text in lower case; everything but letters parts them."""
    return re.findall(r"[a-z]+", text.lower())


def _vocabulary() -> list[str]:
    texts = [
        *OPENINGS,
        *ANY_GLASSES,
        *JOINTS,
        "an",
        "with",
        *COLOURS,
        *(way for ways in COLOURED.values() for way in ways),
    ]
    texts += [way for values in SIMPLE.values() for ways in values.values() for way in ways]
    return ["<padding>", "<unknown>", *sorted({word for text in texts for word in words(text)})]


VOCABULARY = _vocabulary()
_INDEX = {word: i for i, word in enumerate(VOCABULARY)}


def tokens(text: str) -> torch.Tensor:
    """int64 [LENGTH], the words' places in VOCABULARY, padded; words beyond LENGTH are dropped."""
    known = [_INDEX.get(word, UNKNOWN) for word in words(text)][:LENGTH]
    return torch.tensor(known + [PADDING] * (LENGTH - len(known)))


def colour(value: str, rng: random.Random) -> str:
    return rng.choice(SPELLINGS.get(value, [value]))


def caption(values: dict[str, str], rng: random.Random) -> Caption:
    """A caption true of a face with these values, naming one to four of them."""
    named = rng.sample(sorted(values), rng.randint(1, MAX_ATTRIBUTES))
    allowed = {name: frozenset([index_of(name, values[name])]) for name in named}
    phrases = []
    rest = list(named)
    if {"hair", "length"} <= set(named) and rng.random() < 0.6:  # "long blue hair"
        phrases.append(f"{values['length']} {colour(values['hair'], rng)} hair")
        rest = [name for name in named if name not in ("hair", "length")]
    for name in rest:
        if name in COLOURED:
            phrases.append(rng.choice(COLOURED[name]).format(colour(values[name], rng)))
        elif name == "glasses" and values[name] != "no glasses" and rng.random() < 0.2:
            phrases.append(rng.choice(ANY_GLASSES))
            allowed[name] = frozenset(index_of(name, value) for value in ("clear glasses", "dark glasses"))
        else:
            phrases.append(rng.choice(SIMPLE[name][values[name]]))
    rng.shuffle(phrases)
    return Caption(_sentence(phrases, rng), allowed)


def _sentence(phrases: list[str], rng: random.Random) -> str:
    """Phrases behind an opening or alone; an adjective may stand before its noun ("a happy person")."""
    opening = rng.choice(OPENINGS)
    before = [phrase for phrase in phrases if phrase in ADJECTIVES and rng.random() < 0.5]
    if before and opening in ("a face", "a person", "a portrait"):
        article, noun = opening.split(" ")
        opening = f"{article} {before[0]} {noun}"
        phrases = [phrase for phrase in phrases if phrase != before[0]]
    text = opening
    for phrase in phrases:
        bare = phrase in ADJECTIVES or phrase.startswith(NOT_AFTER_WITH)
        joint = rng.choice(JOINTS if bare else [*JOINTS, " with "]) if text else ""
        if joint == " " and text.split(" ")[-1] in COLOURS:  # not "on green long hair"
            joint = ", "
        text += joint + phrase
    return re.sub(r"\ba (?=[aeiou])", "an ", text)


def values_of(y: torch.Tensor) -> dict[str, str]:
    """A face's values by name, from y int64 [attributes]."""
    return {attribute.name: attribute.values[int(index)] for attribute, index in zip(ATTRIBUTES, y, strict=True)}


def true_of(allowed: torch.Tensor, faces: torch.Tensor) -> torch.Tensor:
    """Which captions are true of which faces: allowed bool [M, TOTAL], faces `one_hot` [N, TOTAL], to bool [M, N]."""
    return allowed.float() @ faces.T > len(ATTRIBUTES) - 0.5


def captioned(batches, generator: torch.Generator):
    """Batches (x, y) to (x, y, tokens [B, LENGTH], allowed [B, TOTAL]), each face with a fresh caption."""
    rng = random.Random(int(torch.randint(2**62, (1,), generator=generator)))
    for x, y in batches:
        made = [caption(values_of(face), rng) for face in y]
        encoded = torch.stack([tokens(one.text) for one in made])
        skipped = (torch.rand(encoded.shape, generator=generator) < SKIPPED) & (encoded != PADDING)
        yield x, y, encoded.masked_fill(skipped, UNKNOWN), torch.stack([one.mask() for one in made])
