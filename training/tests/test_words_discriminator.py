"""A discriminator tells what differs, does not tell what is alike, and is shown nobody twice."""

import pytest
import torch

from words import discriminator
from words.attributes import read, targets
from words.discriminator import Known, looks, split, told
from words.language_judge import LanguageJudge
from words.vocabulary import SPECIAL, Vocabulary

WORDS = [*SPECIAL, "cheap", "French", "pub", "."]


@pytest.fixture(scope="module")
def judge():
    torch.manual_seed(0)
    return LanguageJudge(len(WORDS), 8, 12).eval().requires_grad_(False)


def parts(x):
    return [x[part.start : part.stop] for part in split(len(x))]


def draws(count, seed, shift=0.0):
    return torch.randn(count, 6, generator=torch.Generator().manual_seed(seed)) + shift


def test_three_parts_hold_everything_once():
    assert [len(part) for part in split(5000)] == [3500, 500, 1000]
    assert [i for part in split(57) for i in part] == list(range(57))


def test_what_is_alike_is_not_told_apart():
    found = told(parts(draws(400, 0)), parts(draws(400, 1)))
    assert found["samples"] == 400
    low, high = found["interval"]
    assert low < 0.5 < high


def test_what_differs_is_told_apart():
    assert told(parts(draws(200, 0)), parts(draws(200, 1, shift=3.0)))["accuracy"] > 0.97


def test_it_is_the_same_each_time():
    both = parts(draws(60, 0)), parts(draws(60, 1, shift=0.5))
    torch.manual_seed(3)
    first = told(*both)
    drawn = torch.rand(1)
    assert told(*both) == first
    torch.manual_seed(3)
    assert torch.equal(torch.rand(1), drawn)  # and leaves others' randomness alone


def test_as_many_of_the_one_as_of_the_other():
    with pytest.raises(ValueError, match="as many people as samples"):
        told(parts(draws(20, 0)), parts(draws(30, 1)))
    with pytest.raises(ValueError, match=r"in each of the three parts, got \[3, 0, 1\]"):
        told(parts(draws(4, 0)), parts(draws(4, 1)))


def test_looks_are_of_the_sentence_alone(judge):
    sentences = [[4, 5, 6], [4], [], [5, 5, 5, 5, 5, 5, 5, 7]]
    together = looks(judge, sentences)
    assert together.shape == (4, 8 + 4 * 12)
    for i, tokens in enumerate(sentences):
        torch.testing.assert_close(looks(judge, [tokens])[0], together[i])
    assert together[0, 0].item() == pytest.approx(judge.judge([[4, 5, 6]]), rel=1e-5)
    assert together[0, 2].item() == pytest.approx(4 / 20)


def test_steered_samples_stand_beside_people_of_the_same_value(judge, monkeypatch):
    vocabulary = Vocabulary(WORDS)
    people = [(4, 6, 7), (5, 6, 7)] * 50  # a cheap pub, a French pub
    said = [read([vocabulary.words[token] for token in tokens]) for tokens in people]
    known = Known(judge, vocabulary, people, said, [], looks(judge, people))
    wanted = {target.name: target for target in targets()}
    shown = []
    monkeypatch.setattr(discriminator, "told", lambda theirs, ours: shown.extend([theirs, ours]))
    samples = [[5, 5, 6], [4, 4, 6]] * 40
    known.told(samples, [wanted["food: French"], wanted["price: cheap"]] * 40)
    theirs, ours = shown
    assert [len(part) for part in theirs] == [len(part) for part in ours] == [56, 8, 16]
    french, cheap = looks(judge, [(5, 6, 7), (4, 6, 7)])
    of_french, of_cheap = looks(judge, [[5, 5, 6], [4, 4, 6]])
    for them, us in zip(theirs, ours, strict=True):
        for one, other in zip(them, us, strict=True):
            pair = (french, of_french) if torch.allclose(other, of_french) else (cheap, of_cheap)
            torch.testing.assert_close(one, pair[0])
            torch.testing.assert_close(other, pair[1])


def test_samples_beyond_what_people_have_are_left_out(judge, monkeypatch):
    vocabulary = Vocabulary(WORDS)
    people = [(4, 6, 7)] * 20
    said = [read([vocabulary.words[token] for token in tokens]) for tokens in people]
    known = Known(judge, vocabulary, people, said, [], looks(judge, people))
    shown = []
    monkeypatch.setattr(discriminator, "told", lambda theirs, ours: shown.extend([theirs, ours]))
    cheap = next(target for target in targets() if target.name == "price: cheap")
    known.told([[4, 6]] * 100, [cheap] * 100)
    assert [len(part) for part in shown[0]] == [len(part) for part in shown[1]] == [14, 2, 4]
