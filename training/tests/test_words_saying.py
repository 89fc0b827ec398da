"""What sentences say, by the rules: control, contradictions, what is dragged along, how the rules read people."""

import numpy as np
import pytest

from words import saying
from words.attributes import read, targets
from words.e2e import Sentence
from words.vocabulary import END, START, Vocabulary

KNOWN = {target.name: target for target in targets()}


def of(*texts):
    return [read(text.split()) for text in texts]


def test_control_holds_where_all_targets_are_stated():
    vocabulary = Vocabulary(["START", "END", "UNK", "PAD", "French", "pub", "cheap", "Chinese"])
    rows = np.array([[START, 4, 5, END, END], [START, 6, 5, END, END], [START, 4, 7, 5, END]])
    both = [(KNOWN["food: French"], KNOWN["eatType: pub"])] * 3
    read_rows = saying.readings(rows, vocabulary)
    assert saying.holding(read_rows, both).tolist() == [True, False, False]  # French Chinese is neither
    assert saying.contradicting(read_rows) == pytest.approx(1 / 3)


def test_the_share_of_hits_has_an_interval():
    found = saying.control(np.array([True] * 90 + [False] * 10))
    assert found["rate"] == 0.9
    assert found["interval"] == pytest.approx([0.8256, 0.9448], abs=1e-4)


def test_a_target_drags_along_what_people_do_not_say_with_it():
    people = of("A cheap pub .", "A cheap pub on the riverside .", "A cheap coffee shop .", "An expensive pub .")
    steered = of("A cheap pub on the riverside .", "A cheap pub on the riverside .")
    found = saying.drag(KNOWN["price: cheap"], steered, people)
    assert found["value"] == "area: riverside"
    assert found["steered"] == 1
    assert found["people"] == pytest.approx(1 / 3)
    assert found["difference"] == pytest.approx(2 / 3)


def test_a_target_may_drive_something_out():
    people = of("A cheap French pub .", "A cheap French coffee shop .")
    found = saying.drag(KNOWN["price: cheap"], of("A cheap place .", "A cheap pub ."), people)
    assert (found["value"], found["difference"]) == ("food: French", -1)


def test_other_values_of_the_same_slot_are_not_dragged_along():
    people = of("A cheap place .")
    found = saying.drag(KNOWN["price: cheap"], of("Cheap , less than £ 20 , near Strada ."), people)
    assert found["difference"] == 0


def test_rules_are_measured_by_value_and_by_level():
    sentences = [
        Sentence(text.split(), {"price": value})
        for text, value in (
            ("A cheap place .", "cheap"),
            ("A cheap place .", "less than £20"),
            ("A cheap place .", "high"),
            ("A place .", "cheap"),
            ("Less than £ 20 .", "cheap"),
        )
    ]
    row = saying.rule_quality(sentences)["price: cheap"]
    assert (row["hits"], row["support"]) == (3, 3)
    assert row["precision"] == pytest.approx(1 / 3)
    assert row["precision_of_level"] == pytest.approx(2 / 3)
    assert row["recall"] == pytest.approx(1 / 3)
    assert row["recall_of_level"] == pytest.approx(3 / 4)
