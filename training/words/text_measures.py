"""What sentences are measured by, a set of them at a time, or against what training has.

Sentences are lists of tokens without START and END; nothing here samples. What they say is measured in `saying.py`.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from words.vocabulary import END, START, UNK, Array, well_formed

Sentence = Sequence[int]


def distinct_2(sentences: Sequence[Sentence]) -> float:
    """Different pairs of neighbouring tokens over all such pairs; depends on how many sentences there are."""
    pairs = [pair for tokens in sentences for pair in zip(tokens, tokens[1:], strict=False)]
    return len(set(pairs)) / max(1, len(pairs))


def unique(sentences: Sequence[Sentence]) -> float:
    """The share of sentences of which there is no earlier one."""
    return len({tuple(tokens) for tokens in sentences}) / len(sentences)


def copied(sentences: Sequence[Sentence], training: set[tuple[int, ...]]) -> float:
    """The share of sentences that stand in the training data word for word."""
    return float(np.mean([tuple(tokens) in training for tokens in sentences]))


def unknown(sentences: Sequence[Sentence]) -> float:
    """The share of UNK among the tokens."""
    return sum(tokens.count(UNK) for tokens in sentences) / max(1, sum(len(tokens) for tokens in sentences))


def ended(rows: Array) -> float:
    """The share of rows [B, n] that are START, words, END, then only PAD."""
    return float(np.mean([well_formed(row) for row in rows]))


def repeating(sentences: Sequence[Sentence]) -> float:
    """The share of sentences in which a word stands twice in a row ("is is"). Two UNK may be two words."""

    def repeats(tokens: Sentence) -> bool:
        return any(a == b != UNK for a, b in zip(tokens, tokens[1:], strict=False))

    return float(np.mean([repeats(tokens) for tokens in sentences]))


def trigrams(tokens: Sentence) -> list[tuple[int, ...]]:
    """The sentence's trigrams, START and END included."""
    framed = [START, *tokens, END]
    return list(zip(framed, framed[1:], framed[2:], strict=False))


def unseen_trigrams(sentences: Sequence[Sentence], seen: set[tuple[int, ...]]) -> tuple[float, float]:
    """The share of all trigrams that are not among those seen, and the share of sentences without such a one."""
    unseen = [[trigram not in seen for trigram in trigrams(tokens)] for tokens in sentences]
    return float(np.mean([one for each in unseen for one in each])), float(np.mean([not any(one) for one in unseen]))


def length(sentences: Iterable[Sentence]) -> float:
    """Tokens of a sentence, marks included, in the mean."""
    return float(np.mean([len(tokens) for tokens in sentences]))


def wilson(hits: float, count: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, of so many hits among `count` (Wilson 1927)."""
    if count == 0:
        return 0.0, 1.0
    share, shrink = hits / count, 1 + z**2 / count
    middle = (share + z**2 / (2 * count)) / shrink
    half = z * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2)) / shrink
    return float(max(0.0, min(share, middle - half))), float(min(1.0, max(share, middle + half)))
