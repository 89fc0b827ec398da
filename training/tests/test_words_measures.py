"""What sentences are measured by, a set of them at a time."""

import math

import numpy as np
import pytest

from words import text_measures
from words.ngram import Ngram
from words.vocabulary import END, PAD, START, UNK

SENTENCES = [[4, 5, 6], [4, 5, 7], [4, 5, 6]]


def test_an_ngram_model_is_a_distribution():
    model = Ngram(SENTENCES, 3, 8)
    for context in ((START, START), (4, 5), (9, 9), (5, 7)):
        assert sum(model.probability(context, token) for token in range(8)) == pytest.approx(1)
    assert model.probability((4, 5), 6) > model.probability((4, 5), 7) > model.probability((4, 5), 4)


def test_nats_are_a_token_with_the_end_counted():
    model = Ngram(SENTENCES, 2, 8)
    steps = [((START,), 4), ((4,), END)]
    expected = -sum(math.log(model.probability(context, token)) for context, token in steps) / 2
    assert model.nll([[4]]) == pytest.approx(expected)
    assert model.nll([[6, 5, 4]]) > model.nll([[4, 5, 6]])


def test_a_sampler_says_what_it_has_seen():
    said = Ngram(SENTENCES, 3, 8).sample(20, 10, 0)
    assert {tuple(tokens) for tokens in said} == {(4, 5, 6), (4, 5, 7)}


def test_shares():
    assert text_measures.distinct_2(SENTENCES) == pytest.approx(3 / 6)
    assert text_measures.distinct_2([[4], []]) == 0
    assert text_measures.unique(SENTENCES) == pytest.approx(2 / 3)
    assert text_measures.copied(SENTENCES, {(4, 5, 7)}) == pytest.approx(1 / 3)
    assert text_measures.unknown([[4, UNK], [4, 4]]) == 0.25
    assert text_measures.ended(np.array([[START, 4, END, PAD], [START, 4, 5, 6]])) == 0.5


def test_a_word_twice_in_a_row_is_a_repetition():
    assert text_measures.repeating([[4, 5, 4, 5], [4, 4, 5], [5, 4, 4], []]) == 0.5
    assert text_measures.repeating([[4, UNK, UNK, 5]]) == 0


def test_trigrams_that_training_never_has():
    seen = {trigram for tokens in SENTENCES for trigram in text_measures.trigrams(tokens)}
    assert text_measures.trigrams([4, 5]) == [(START, 4, 5), (4, 5, END)]
    assert text_measures.unseen_trigrams(SENTENCES, seen) == (0, 1)
    unseen, seen_only = text_measures.unseen_trigrams([[4, 5, 7], [4, 5, 5, 7]], seen)
    assert unseen == pytest.approx(2 / 7)  # 4 5 5 and 5 5 7; 5 7 END is known
    assert seen_only == 0.5


def test_length_counts_marks():
    assert text_measures.length([[4], [4, 5, 6]]) == 2


@pytest.mark.parametrize(("hits", "count"), [(0, 10), (5, 10), (90, 100), (999, 1000), (100, 100)])
def test_wilsons_interval_ends_where_the_share_found_would_be_just_likely_enough(hits, count):
    share, interval = hits / count, text_measures.wilson(hits, count)
    assert interval[0] <= share <= interval[1]
    for end in interval:
        assert abs(share - end) == pytest.approx(1.96 * (end * (1 - end) / count) ** 0.5, abs=1e-9)


def test_nothing_counted_is_nothing_known():
    assert text_measures.wilson(0, 0) == (0, 1)
