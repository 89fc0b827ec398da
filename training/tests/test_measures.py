"""The measures on cases whose answers are known."""

import math

import numpy as np

import measures


def test_entropy():
    assert math.isclose(measures.entropy(np.arange(1000) % 10, 10), math.log(10))
    assert measures.entropy(np.zeros(5, int), 10) == 0


def test_distances():
    x = np.array([[0.0, 0.0], [3.0, 4.0], [0.0, 0.0], [6.0, 8.0]])
    assert math.isclose(measures.mean_pairwise_distance(x[:2]), 5)
    assert math.isclose(measures.within_class_distance(x, np.array([0, 0, 1, 1])), 7.5)


def test_frechet_of_a_set_with_itself_and_with_a_shift():
    features = np.random.default_rng(0).normal(size=(500, 6))
    assert abs(measures.frechet(features, features)) < 1e-9
    assert math.isclose(measures.frechet(features, features + 2), 6 * 4, rel_tol=1e-9)


def test_frechet_of_scaled_gaussians():
    features = np.random.default_rng(0).normal(size=(500, 6))
    expected = np.trace(np.cov(features, rowvar=False))  # (sqrt(4) - sqrt(1))^2 times the variances
    centred = features - features.mean(0)
    assert math.isclose(measures.frechet(centred, 2 * centred), expected, rel_tol=1e-9)
