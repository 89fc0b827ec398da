"""Sentences and their meanings: nothing lost on the way to tokens and back, labels of their MR, splits apart."""

import numpy as np
import pytest
import torch

from words import e2e
from words.attributes import SLOTS
from words.train_classifier import dealt_out
from words.vocabulary import END, PAD, START, UNK, Vocabulary, sentence, split, well_formed

TEXT = ["The", "Mill", "is", "a", "pub", ".", "It", "'s", "cheap", "."]
MR = "name[The Mill], eatType[pub], priceRange[less than £ 20], customer rating[5 out of 5], familyFriendly[no]"


@pytest.fixture
def vocabulary():
    return Vocabulary.of([TEXT] * 11)


def write_csv(folder, name, rows):
    lines = ["mr,ref", *(f'"{mr}","{ref}"' for mr, ref in rows)]
    (folder / f"e2e_{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_what_fits_comes_back_word_for_word(vocabulary):
    row = vocabulary.encode(TEXT, 13)
    assert row.tolist()[:2] == [START, vocabulary.index["The"]]
    assert vocabulary.decode(row) == " ".join(TEXT)
    assert well_formed(row)
    assert vocabulary.encode(TEXT, 12).tolist()[-1] == END  # just fits
    assert vocabulary.encode(TEXT, 11) is None


def test_rare_words_are_unknown(vocabulary):
    assert vocabulary.encode(["Strada", "is"], 8).tolist()[1] == UNK
    assert len(Vocabulary.of([["often"]] * 11 + [["seldom"]] * 10)) == 5


def test_the_file_gives_the_same_tokens(vocabulary, tmp_path):
    vocabulary.write(tmp_path / "v.json")
    assert Vocabulary.read(tmp_path / "v.json").words == vocabulary.words
    with pytest.raises(ValueError, match="expected START, END, UNK, PAD first"):
        Vocabulary(["the", "START"])
    with pytest.raises(ValueError, match="every word once"):
        Vocabulary([*vocabulary.words, "The"])


@pytest.mark.parametrize(
    ("raw", "tokenised"),
    [
        ("It's family-friendly; isn't it?", "It 's family - friendly ; isn 't it ?"),
        ("For less than £20, try 'Aromi'.", "For less than £ 20 , try ' Aromi ' ."),
        ("It costs £20-25 or 10.50.", "It costs £ 20 - 25 or 10.50 ."),
        ("Café  Rouge’s near.", "Café Rouge 's near ."),
    ],
)
def test_raw_text_is_cut_as_the_tokenised_files_are(raw, tokenised):
    assert split(raw) == tokenised.split()


@pytest.mark.parametrize(
    ("row", "good"),
    [
        ([START, 7, END, PAD, PAD], True),
        ([START, 7, END, 8, PAD], False),  # a word after the end
        ([START, PAD, END, PAD, PAD], False),
        ([7, 8, END, PAD, PAD], False),  # no beginning
        ([START, 7, 8, 9, 10], False),  # no end
    ],
)
def test_only_a_whole_sentence_is_well_formed(row, good):
    assert well_formed(np.array(row)) is good


def test_a_sentence_stops_at_its_first_end():
    assert sentence(np.array([START, 7, 8, END, 9, END])) == [7, 8]
    assert sentence(np.array([START, 7, 8])) == [7, 8]


def test_an_mr_becomes_labels():
    meaning = e2e.meaning(MR)
    assert meaning["price"] == "less than £20"
    assert e2e.meaning("priceRange[£ 20 - 25]") == e2e.meaning("priceRange[£20-25]") == {"price": "£20-25"}
    labels = {slot.name: slot.label(meaning) for slot in SLOTS}
    assert labels == {"food": 0, "price": 2, "rating": 6, "eatType": 2, "area": 0, "family": 2}
    with pytest.raises(ValueError, match="food: expected one of Chinese"):
        SLOTS[0].label({"food": "Welsh"})


def test_rows_keep_each_sentence_with_its_labels(vocabulary):
    pub, coffee = (e2e.Sentence(TEXT[:n], {"eatType": kind}) for n, kind in ((5, "pub"), (4, "coffee shop")))
    rows = e2e.rows([pub, coffee, pub], vocabulary, length=8)
    eat = [slot.name for slot in SLOTS].index("eatType")
    for tokens, labels in zip(rows.x.numpy(), rows.y, strict=True):
        assert labels[eat] == {5: 2, 4: 1}[len(sentence(tokens))]


def test_held_out_sentences_are_not_among_those_trained_on(tmp_path):
    write_csv(tmp_path, "train", [("name[A]", "A is a pub ."), ("name[A], area[riverside]", "A is near .")])
    write_csv(tmp_path, "valid", [("name[B]", "A is a pub ."), ("name[B]", "B is a pub .")])
    assert [line.words[0] for line in e2e.held_out(tmp_path, "valid")] == ["B"]
    write_csv(tmp_path, "test", [("area[riverside], name[A]", "A is new here.")])
    with pytest.raises(ValueError, match="1 of its meaning representations"):
        e2e.held_out(tmp_path, "test")


def test_a_wrong_file_is_refused(tmp_path):
    (tmp_path / "e2e_train.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match="expected the columns mr and ref"):
        e2e.read(tmp_path, "train")


def test_the_control_keeps_labels_and_breaks_the_relation():
    rows = e2e.Rows(torch.arange(200)[:, None], torch.arange(200)[:, None] // 20)
    dealt = dealt_out(rows)
    assert torch.equal(dealt.x, rows.x)
    assert torch.equal(dealt.y.sort(0).values, rows.y)
    assert (dealt.y == rows.y).float().mean() < 0.25
