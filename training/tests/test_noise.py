"""Philox against the known answers that Random123 publishes (kat_vectors, philox4x32 10), the normals as Gaussian."""

import numpy as np
import pytest

import noise

KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


def words(text: str) -> list[int]:
    return [int(word, 16) for word in text.split()]


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN_ANSWERS)
def test_philox_gives_the_published_words(counter, key, expected):
    assert noise.philox4x32(words(counter), words(key)).tolist() == words(expected)


def test_normals_are_standard():
    z = noise.normal(np.arange(200), (28, 28, 1), "step", 500).ravel().astype(np.float64)
    assert abs(z.mean()) < 4 / np.sqrt(z.size)
    assert abs(z.var() - 1) < 4 * np.sqrt(2 / z.size)
    assert abs((z**4).mean() - 3) < 4 * np.sqrt(96 / z.size)
    assert abs(np.corrcoef(z[:-1], z[1:])[0, 1]) < 4 / np.sqrt(z.size)


def test_a_seed_does_not_depend_on_its_batch():
    many = noise.normal(np.array([3, 2**40 + 5]), (5, 3, 1), "initial", 1000)
    alone = noise.normal(np.array([2**40 + 5]), (5, 3, 1), "initial", 1000)
    assert np.array_equal(many[1:], alone)
    assert not np.array_equal(many[0], many[1])
