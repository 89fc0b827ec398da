"""The fixture of the rules' verdicts is of the rules as they are, and has what a port could get wrong."""

import json
from collections import Counter

import pytest

from words import rules_fixture
from words.attributes import read


@pytest.fixture(scope="module")
def fixture():
    return json.loads(rules_fixture.OUT.read_text())


def test_its_verdicts_are_those_of_the_rules(fixture):
    assert fixture["rules"] == rules_fixture.digest(), "rules have changed: run python -m words.rules_fixture"
    for text, values, slots in fixture["sampled"] + fixture["by_people"]:
        said = read(text.split())
        assert {fixture["values"][i] for i in values} == said.stated, text
        assert {fixture["slots"][i] for i in slots} == said.contradicted, text


def test_it_has_every_value_and_every_contradiction(fixture):
    assert (len(fixture["sampled"]), len(fixture["by_people"])) == (1800, 200)
    rows = fixture["sampled"] + fixture["by_people"]
    stated = Counter(i for _, values, _ in rows for i in values)
    contradicted = Counter(i for _, _, slots in rows for i in slots)
    assert min(stated[i] for i in range(len(fixture["values"]))) >= 10
    assert min(contradicted[i] for i in range(len(fixture["slots"]))) >= 1


def test_it_is_small_and_says_whose_sentences_it_has(fixture):
    assert rules_fixture.OUT.stat().st_size < 500_000
    assert "CC BY-SA 4.0" in fixture["people"]["licence"]
    assert "Novikova" in fixture["people"]["attribution"]


def test_what_is_written_is_read_again(tmp_path):
    rules_fixture.write(["A cheap pub .", 'The " Mill " .'], ["Not family - friendly ."], "abc", tmp_path / "a.json")
    found = json.loads((tmp_path / "a.json").read_text())
    names = [found["values"][i] for i in found["sampled"][0][1]]
    assert names == ["price: cheap", "eatType: pub"]
    assert found["by_people"][0][0] == "Not family - friendly ."
    assert found["weights"] == "abc"
