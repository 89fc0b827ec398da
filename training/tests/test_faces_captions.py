"""Captions: true of the face they are made for, read back by rules that know nothing of how they were made."""

import random
import re

import pytest
import torch

from faces import attributes, captions
from faces.attributes import ATTRIBUTES, BY_NAME, index_of
from faces.prompts import EACH, HELD_OUT_PAIRS, SEEN_PAIRS, SINGLE, TRIPLES

SIGNS = {  # words that say a value, and no other
    ("length", "short"): r"\bshort\b",
    ("length", "long"): r"\blong\b",
    ("glasses", "no glasses"): r"\b(no|without) glasses\b",
    ("glasses", "clear glasses"): r"\bclear glasses\b",
    ("glasses", "dark glasses"): r"\bdark glasses\b|\bsunglasses\b",
    ("hat", "no hat"): r"\bno hat\b|\bwithout a hat\b|\bbareheaded\b",
    ("hat", "hat"): r"(?<!without) a hat\b|^a hat\b",
    ("beard", "no beard"): r"\b(no|without a) beard\b",
    ("beard", "beard"): r"(?<!without) a beard\b|^a beard\b|\bbearded\b",
    ("mood", "happy"): r"\bhappy\b|\bsmil(e|ing)\b|\bcheerful\b",
    ("mood", "sad"): r"\bsad\b|\bunhappy\b|\bgloomy\b|\bfrown\b",
}
HAIRS, SHIRTS, GROUNDS = ("(" + "|".join(BY_NAME[name].values) + ")" for name in ("hair", "shirt", "ground"))
COLOURED = {
    "hair": rf"\b{HAIRS} hair\b|\bhair in {HAIRS}\b",
    "shirt": rf"\b{SHIRTS} (?:shirt|top)\b|\b(?:wearing|dressed in) {SHIRTS}\b",
    "ground": rf"\b{GROUNDS} (?:background|wall)\b|\bon {GROUNDS}\b",
}


def said(text: str) -> dict[str, set[str]]:
    """The values that a text says, by attribute."""
    result: dict[str, set[str]] = {}
    for (name, value), sign in SIGNS.items():
        if re.search(sign, text):
            result.setdefault(name, set()).add(value)
    for name, pattern in COLOURED.items():
        for found in re.findall(pattern, text.replace("gray", "grey").replace("blonde", "blond")):
            result.setdefault(name, set()).update(word for word in found if word)
    if "glasses" not in result and re.search(r"\bglasses\b", text):
        result["glasses"] = {"clear glasses", "dark glasses"}
    return result


def made(count: int, seed: int = 0):
    rng = random.Random(seed)
    for _ in range(count):
        y = torch.tensor([rng.randrange(len(attribute.values)) for attribute in ATTRIBUTES])
        yield y, captions.caption(captions.values_of(y), rng)


def test_what_a_caption_says_is_what_it_allows():
    for _, caption in made(3000):
        allowed = {name: frozenset(index_of(name, v) for v in values) for name, values in said(caption.text).items()}
        assert allowed == caption.allowed, caption.text


def test_a_caption_is_true_of_its_own_face_and_names_one_to_four_attributes():
    counts = []
    for y, caption in made(2000, seed=1):
        assert captions.true_of(caption.mask()[None], attributes.one_hot(y[None])).all()
        counts.append(len(caption.allowed))
    assert {1, 2, 3, 4} == set(counts)


def test_wording_and_order_vary():
    y = torch.zeros(len(ATTRIBUTES), dtype=torch.int64)
    rng = random.Random(2)
    texts = {captions.caption(captions.values_of(y), rng).text for _ in range(500)}
    assert len(texts) > 450


def test_the_mask_is_that_of_a_loop_over_attributes():
    faces = torch.stack([y for y, _ in made(60, seed=3)])
    some = [caption for _, caption in made(40, seed=4)]
    expected = [
        [
            all(index_of(name, captions.values_of(y)[name]) in allowed for name, allowed in one.allowed.items())
            for y in faces
        ]
        for one in some
    ]
    found = captions.true_of(torch.stack([one.mask() for one in some]), attributes.one_hot(faces))
    assert torch.equal(found, torch.tensor(expected))
    assert found.any()
    assert not found.all()


def test_every_word_of_every_caption_and_prompt_is_known():
    texts = [caption.text for _, caption in made(3000, seed=5)]
    texts += [prompt.text for prompt in [*EACH, *SINGLE, *SEEN_PAIRS, *HELD_OUT_PAIRS, *TRIPLES]]
    for text in texts:
        assert len(captions.words(text)) <= captions.LENGTH
        assert captions.UNKNOWN not in captions.tokens(text), text
    assert len(set(captions.VOCABULARY)) == len(captions.VOCABULARY)


def test_tokens_read_words_whatever_stands_between_them():
    assert torch.equal(captions.tokens("Blue hair,  a HAT!"), captions.tokens("blue hair a hat"))
    assert captions.tokens("blue zebra")[:3].tolist()[1:] == [captions.UNKNOWN, captions.PADDING]


@pytest.mark.parametrize("prompt", [*EACH, *SINGLE, *SEEN_PAIRS, *HELD_OUT_PAIRS, *TRIPLES], ids=lambda p: p.text)
def test_a_prompt_says_the_values_that_it_is_judged_by(prompt):
    assert said(prompt.text) == {name: {value} for name, value in prompt.values.items()}


def test_prompts_of_seen_pairs_are_not_held_out():
    for prompt in [*SEEN_PAIRS, *TRIPLES]:
        assert not any(pair.items() <= prompt.values.items() for pair in attributes.HELD_OUT)
    assert [prompt.values for prompt in HELD_OUT_PAIRS] == attributes.HELD_OUT


def test_training_captions_lose_some_words_and_keep_their_masks():
    y = torch.stack([y for y, _ in made(256, seed=6)])
    source = captions.captioned(iter([(torch.zeros(256, 1), y)]), torch.Generator().manual_seed(0))
    _, same, tokens, allowed = next(source)
    assert torch.equal(same, y)
    assert captions.true_of(allowed, attributes.one_hot(y)).diagonal().all()
    share = (tokens == captions.UNKNOWN).sum() / (tokens != captions.PADDING).sum()
    assert 0.01 < share < 0.03
