"""What a pack's samples are measured by. Features and verdicts are the judge's; nothing here samples."""

import numpy as np

Array = np.ndarray


def entropy(labels: Array, classes: int) -> float:
    """Entropy of the labels' distribution in nats; ln(classes) is an even spread."""
    share = np.bincount(labels, minlength=classes) / len(labels)
    share = share[share > 0]
    return float(-(share * np.log(share)).sum())


def mean_pairwise_distance(x: Array) -> float:
    """Mean L2 distance over all pairs of x [B, ...]."""
    flat = x.reshape(len(x), -1).astype(np.float64)
    squares = (flat**2).sum(1)
    squared = squares[:, None] + squares[None] - 2 * flat @ flat.T
    upper = np.triu_indices(len(flat), 1)
    return float(np.sqrt(np.maximum(squared[upper], 0)).mean())


def within_class_distance(x: Array, labels: Array) -> float:
    """Mean L2 distance between samples of one class, averaged over the classes that have at least two."""
    groups = [x[labels == label] for label in np.unique(labels)]
    return float(np.mean([mean_pairwise_distance(group) for group in groups if len(group) > 1]))


def frechet(a: Array, b: Array) -> float:
    """Fréchet distance between Gaussians fitted to features a [N, K] and b [M, K] (Heusel et al. 2017, eq. 6)."""
    a, b = a.astype(np.float64), b.astype(np.float64)
    cov_a, cov_b = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    values, vectors = np.linalg.eigh(cov_a)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    # tr sqrt(A B) = tr sqrt(sqrt(A) B sqrt(A)), which is symmetric
    cross = np.sqrt(np.maximum(np.linalg.eigvalsh(root @ cov_b @ root), 0)).sum()
    return float(((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(cov_a) + np.trace(cov_b) - 2 * cross)
