"""What sentences are measured by. Sentences are lists of tokens without START and END; nothing here samples."""

from collections.abc import Sequence

import numpy as np

from words.attributes import Target
from words.vocabulary import UNK, Array, Vocabulary, sentence, well_formed

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


def holding(rows: Array, wanted: Sequence[Sequence[Target]], vocabulary: Vocabulary) -> Array:
    """Whether the words of each row [B, n] state all that is wanted of it: bool [B]."""
    words = [[vocabulary.words[token] for token in sentence(row)] for row in rows]
    return np.array([all(target.holds(said) for target in own) for said, own in zip(words, wanted, strict=True)])
