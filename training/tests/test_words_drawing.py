"""Draws are kept by what they depend on, and a larger count goes on from a smaller."""

from argparse import ArgumentParser

import numpy as np
import pytest

from words import fixtures
from words.attributes import Target
from words.drawing import APART, PART, Asked, Draw, described
from words.options import add_rule, rule_of, spoken
from words.pack import TextPack
from words.text_chain import Algorithm1, KUpdates

GROUPS = [(Target(0, 1, "food: French"),), (Target(1, 2, "area: city centre"), Target(0, 2, "food: Italian"))]


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    fixtures.write(folder)
    return TextPack(folder / "small")


def test_targets_take_turns():
    asked = Asked.of("both", GROUPS, 3, first=5)
    assert asked.targets == GROUPS * 3
    assert asked.labels[:2] == [{0: 1}, {1: 2, 0: 2}]
    assert asked.by_group(np.array(asked.seeds)).tolist() == [
        [5 + APART, 6 + APART, 7 + APART],
        [5 + 2 * APART, 6 + 2 * APART, 7 + 2 * APART],
    ]


def test_a_draw_is_kept(pack, tmp_path):
    draw = Draw(pack, 4, tmp_path)
    few = draw.unguided(3)
    assert few.shape == (3, pack.shape[0])
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert np.array_equal(draw.unguided(3), few)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept


def test_a_larger_count_goes_on_from_a_smaller(pack, tmp_path):
    draw = Draw(pack, 2, tmp_path)
    few = draw.unguided(PART)
    (first,) = tmp_path.iterdir()
    more = draw.unguided(PART + 5)
    assert np.array_equal(more[:PART], few)
    assert len(list(tmp_path.iterdir())) == 2
    assert first.exists()


def test_what_a_draw_depends_on_is_drawn_anew(pack, tmp_path):
    asked = Asked.of("both", GROUPS, 2)
    draw = Draw(pack, 4, tmp_path)
    ways = [(1.0, KUpdates()), (2.0, KUpdates()), (1.0, KUpdates(sure=0.9)), (1.0, Algorithm1())]
    for count, (scale, rule) in enumerate(ways, 1):
        draw.steered(asked, scale, rule)
        assert len(list(tmp_path.iterdir())) == count
    Draw(pack, 5, tmp_path).steered(asked)
    draw.unguided(4)
    draw.unguided(4, first=1)
    draw.unguided(4, clamped=False)
    draw.of_lengths([3, 4])
    assert len(list(tmp_path.iterdir())) == 9


def test_a_sample_is_that_of_its_own_seed_and_target(pack, tmp_path):
    asked = Asked.of("both", GROUPS, 2)
    rows = asked.by_group(Draw(pack, 6, tmp_path).steered(asked, 3.0))
    (alone,) = Draw(pack, 6, tmp_path).steered(Asked("alone", [GROUPS[1]], [2 * APART + 1]), 3.0)
    assert np.array_equal(rows[1, 1], alone)


def test_a_rule_is_described_by_what_is_not_as_usual():
    assert described(KUpdates()) == "KUpdates()"
    assert described(KUpdates(sure=0.9, push="gradient")) == "KUpdates(sure=0.9, push=gradient)"
    assert described(Algorithm1()) == "Algorithm1()"


def test_a_rule_that_was_asked_for_is_said_in_words():
    parser = ArgumentParser()
    add_rule(parser)
    plain = rule_of(parser.parse_args([]))
    assert plain == KUpdates()
    assert spoken(plain).startswith(
        "K updates: 3 pushes a step of 0.1 · s along the sign of the gradient, λ = 0.01, none"
    )
    given = "--updates 2 --sure 0.9 --decay 1 --push gradient --quiet 0.1"
    weak = rule_of(parser.parse_args(given.split()))
    assert weak == KUpdates(2, quiet=0.1, decay=1, sure=0.9, push="gradient")
    said = spoken(weak)
    for part in ("2 pushes", "along the gradient", "(t / T)^1", "p is above 0.9", "the last 10 % of the steps"):
        assert part in said
    assert rule_of(parser.parse_args(["--rule", "algorithm-1"])) == Algorithm1()
