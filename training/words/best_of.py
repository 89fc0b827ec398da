"""The best of several lanes of one target: minimum Bayes risk, the sentence that the others agree with most.

No network judges: a lane is right by itself, and wrong in ways that others are not (Kumar & Byrne 2004,
https://aclanthology.org/N04-1022; Diffusion-LM decodes so, Li et al. 2022, section 4.4, by BLEU).
"""

from collections import Counter
from collections.abc import Sequence

LONGEST = 4
"""N-grams of 1 to so many tokens are compared."""


def overlap(a: Sequence[int], b: Sequence[int], n: int) -> float:
    """The n-grams that two sentences share, each as often as both have it, over the mean of how many they have."""
    ours, theirs = (Counter(zip(*(tokens[i:] for i in range(n)), strict=False)) for tokens in (a, b))
    both = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / both if both else 1.0


def utility(a: Sequence[int], b: Sequence[int]) -> float:
    """How much one sentence is like another, 0 to 1: the mean overlap of their n-grams. Order does not matter."""
    return sum(overlap(a, b, n) for n in range(1, LONGEST + 1)) / LONGEST


def best(lanes: Sequence[Sequence[int]]) -> int:
    """The lane with the largest mean utility against the others; the first of equals."""
    if len(lanes) < 2:
        raise ValueError(f"best: expected at least two lanes, got {len(lanes)}")
    scores = [
        sum(utility(lane, other) for j, other in enumerate(lanes) if j != i) / (len(lanes) - 1)
        for i, lane in enumerate(lanes)
    ]
    return scores.index(max(scores))
