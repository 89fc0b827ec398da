"""The rules that judge control, on sentences whose attributes were written down by hand."""

import re

import pytest
from words_sentences import CONTRADICTIONS, SENTENCES

from words import attributes
from words.attributes import MEASURED, RULES, SLOTS, measured, read, targets


@pytest.mark.parametrize(("text", "stated"), SENTENCES, ids=range(len(SENTENCES)))
def test_the_rules_find_what_is_stated_and_nothing_else(text, stated):
    reading = read(text.split())
    assert reading.stated == stated
    assert not reading.contradicted


@pytest.mark.parametrize(("text", "stated", "slots"), CONTRADICTIONS, ids=range(len(CONTRADICTIONS)))
def test_two_things_at_once_are_neither(text, stated, slots):
    reading = read(text.split())
    assert reading.stated == stated
    assert reading.contradicted == slots


def test_every_value_is_stated_and_left_out_somewhere():
    names = {target.name for target in targets()}
    assert set().union(*(stated for _, stated in SENTENCES)) == names
    assert not set.intersection(*(stated for _, stated in SENTENCES))


def test_every_slot_is_contradicted_somewhere():
    assert set().union(*(slots for _, _, slots in CONTRADICTIONS)) == {slot.name for slot in SLOTS}


def test_twenty_targets_are_measured():
    assert len(MEASURED) == len(set(MEASURED)) == 20
    assert [target.name for target in measured()] == list(MEASURED)
    assert len(targets()) == sum(len(slot.values) for slot in SLOTS)
    assert all(
        target.holds(text.split()) == (target.name in stated) for text, stated in SENTENCES for target in targets()
    )


def test_the_patterns_are_those_that_other_languages_have():
    patterns = [old for old, _ in RULES["replace"]] + list(RULES["parts"].values())
    patterns += [
        pattern
        for slot in RULES["slots"]
        for value in slot["values"]
        for kind in ("says", "except", "unless")
        for pattern in value.get(kind, [])
    ]
    expanded = [attributes._expand(pattern, RULES["parts"]) for pattern in patterns]
    assert len(expanded) > 60
    for pattern in expanded:
        assert not re.search(r"\(\?(?![:=!])", pattern), pattern  # no look-behind, names, flags or atoms
        assert not re.search(r"\\[^bdswWSD.\-\[\](){}|+*?^$/\\]", pattern), pattern
        assert not re.search(r"[*+?}]\+", pattern), pattern  # no possessive quantifiers
