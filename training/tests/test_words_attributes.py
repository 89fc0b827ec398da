"""The rules that judge control, on fifty sentences whose attributes were written down by hand."""

import pytest
from words_sentences import SENTENCES

from words.attributes import MEASURED, SLOTS, targets


@pytest.mark.parametrize(("text", "stated"), SENTENCES, ids=range(len(SENTENCES)))
def test_the_rules_find_what_is_stated_and_nothing_else(text, stated):
    assert {target.name for target in targets() if target.rule.holds(text.split())} == stated


def test_every_value_is_stated_and_left_out_somewhere():
    names = {target.name for target in targets()}
    assert set().union(*(stated for _, stated in SENTENCES)) == names
    assert len(SENTENCES) == 50


def test_twenty_targets_are_measured():
    names = [target.name for target in targets()]
    assert len(MEASURED) == len(set(MEASURED)) == 20
    assert set(MEASURED) <= set(names)
    assert len(names) == sum(len(slot.values) for slot in SLOTS)
