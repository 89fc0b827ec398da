"""Blind reading: the best of several lanes, sheets that give nothing away, and what two readings make of them."""

import json

import pytest

from words import best_of, blind_scores, blind_sheets
from words.blind_sheets import Item


def test_a_sentence_is_wholly_like_itself_and_unlike_others():
    assert best_of.utility([4, 5, 6, 7], [4, 5, 6, 7]) == 1
    assert best_of.utility([4, 5, 6, 7], [8, 9, 10, 11]) == 0
    assert best_of.utility([4, 5, 6], [5, 6]) == best_of.utility([5, 6], [4, 5, 6])
    assert best_of.overlap([4, 4, 5], [4, 5], 1) == pytest.approx(4 / 5)  # a 4 counts once, as the other has it once
    assert best_of.overlap([4, 5, 6], [4, 5, 7], 2) == pytest.approx(2 / 4)
    assert best_of.overlap([4], [5], 2) == 1  # neither has a pair


def test_the_best_lane_is_the_one_that_others_agree_with():
    assert best_of.best([[4, 4, 4], [4, 5, 6, 7], [4, 5, 6, 8], [9, 5, 6, 7]]) == 1
    assert best_of.best([[4, 5], [4, 5], [6, 7]]) == 0
    with pytest.raises(ValueError, match="at least two lanes, got 1"):
        best_of.best([[4, 5]])


ITEMS = [Item("people", f"person {i}") for i in range(60)] + [
    Item("steered", f"sample {i}", "price: cheap", (i,)) for i in range(60)
]


def test_sheets_say_nothing_of_where_a_sentence_is_from(tmp_path):
    blind_sheets.write(ITEMS, {"weights": "abc"}, tmp_path, seed=0)
    sheets = sorted((tmp_path / "sheets").glob("sheet-*.txt"))
    assert [len(sheet.read_text().splitlines()) for sheet in sheets] == [50, 50, 20]
    lines = [line for sheet in sheets for line in sheet.read_text().splitlines()]
    key = json.loads((tmp_path / "key.json").read_text())
    assert [f"{number}. {item['text']}" for number, item in key["items"].items()] == lines
    assert {item["text"] for item in key["items"].values()} == {item.text for item in ITEMS}
    for sheet in sheets[:2]:  # mixed: each has some of both
        assert 10 < sheet.read_text().count("person") < 40
    assert not any("cheap" in line or "steered" in line for line in lines)
    assert (tmp_path / "sheets" / "read-me-first.txt").exists()


def test_another_seed_is_another_order(tmp_path):
    for seed in (0, 0, 1):
        blind_sheets.write(ITEMS, {}, tmp_path / str(seed), seed)
    texts = [(tmp_path / seed / "sheets" / "sheet-01.txt").read_text() for seed in "01"]
    assert texts[0] != texts[1]


def items(**sources):
    kinds = [source for source, count in sources.items() for _ in range(count)]
    return {i: {"source": kind.replace("_", " "), "text": str(i)} for i, kind in enumerate(kinds, 1)}


def test_a_sentence_passes_if_both_readings_take_it_for_a_persons():
    given = items(people=4, steered=4)
    first = dict(zip(given, [True, True, True, True, True, True, False, False], strict=True))
    second = dict(zip(given, [True, True, True, False, True, False, True, False], strict=True))
    found = blind_scores.scored(given, first, second)
    people, steered = found["rates"]["people"], found["rates"]["steered"]
    assert (people["passed"], steered["passed"]) == (3, 1)
    assert people["of_people"] == 1
    assert steered["of_people"] == pytest.approx(1 / 3)
    assert found["agreement"] == 5 / 8
    assert steered["interval"][0] < 0.25 < steered["interval"][1]
    assert "unguided" not in found["rates"]


def test_a_reading_must_be_whole_and_said_in_the_two_words(tmp_path):
    given = items(people=2)
    with pytest.raises(ValueError, match=r"second has none on \[2\]"):
        blind_scores.scored(given, {1: True, 2: True}, {1: True})
    sheet = tmp_path / "a.csv"
    for text, problem in (("1,maybe", "got '1,maybe'"), ("1,person\n1,person", "got 1 again"), ("x", "got 'x'")):
        sheet.write_text(text)
        with pytest.raises(ValueError, match=problem):
            blind_scores.read([sheet])
    sheet.write_text("1, person\n\n2,machine\n")
    assert blind_scores.read([sheet]) == {1: True, 2: False}


def test_people_stay_out_of_the_pack(tmp_path, monkeypatch):
    blind_sheets.write(ITEMS, {"weights": "abc", "steps": 9, "rule": "KUpdates()", "scale": 1}, tmp_path, seed=0)
    verdicts = tmp_path / "all.csv"
    verdicts.write_text("".join(f"{number},person\n" for number in range(1, 121)))
    arguments = ["--pack", tmp_path, "--key", tmp_path / "key.json", "--first", verdicts, "--second", verdicts]
    monkeypatch.setattr("sys.argv", ["blind_scores", *map(str, arguments)])
    blind_scores.main()
    found = json.loads((tmp_path / "blind.json").read_text())
    assert found["weights"] == "abc"
    assert found["rates"]["people"]["passed"] == 60
    assert len(found["sentences"]) == 60
    assert {row["source"] for row in found["sentences"]} == {"steered"}
    assert "person " not in json.dumps(found["sentences"])
