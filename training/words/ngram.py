"""An interpolated n-gram model of E2E's sentences: it measures how usual a sentence is, and never guides.

Each order is mixed with the one below by Witten and Bell's weight, c(context) / (c(context) + distinct followers),
and single words with the uniform distribution. An n-gram sampler beats people at n-gram likelihood, so this is one of
two judges: `language_judge.py` is the other.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from words.vocabulary import END, START


class Ngram:
    """Counts of contexts up to `order` - 1 words, over sentences of tokens without START and END."""

    def __init__(self, sentences: Iterable[list[int]], order: int, vocab_size: int):
        self.order, self.vocab_size = order, vocab_size
        self.followers: dict[tuple[int, ...], Counter] = defaultdict(Counter)
        for tokens in sentences:
            padded = self._padded(tokens)
            for i in range(order - 1, len(padded)):
                for back in range(order):
                    self.followers[tuple(padded[i - back : i])][padded[i]] += 1
        self.totals = {context: sum(counts.values()) for context, counts in self.followers.items()}

    def _padded(self, tokens: list[int]) -> list[int]:
        return [START] * (self.order - 1) + list(tokens) + [END]

    def probability(self, context: tuple[int, ...], token: int) -> float:
        """p(token | the last order - 1 tokens)."""
        p = 1 / self.vocab_size
        for back in range(len(context) + 1):
            seen = context[len(context) - back :]
            total = self.totals.get(seen)
            if total is None:
                break  # longer contexts have not been seen either
            counts = self.followers[seen]
            p = (counts.get(token, 0) + len(counts) * p) / (total + len(counts))
        return p

    def nll(self, sentences: Iterable[list[int]]) -> float:
        """Nats a token, END counted as a token."""
        total, count = 0.0, 0
        for tokens in sentences:
            padded = self._padded(tokens)
            for i in range(self.order - 1, len(padded)):
                total -= math.log(self.probability(tuple(padded[i - self.order + 1 : i]), padded[i]))
                count += 1
        return total / count

    def sample(self, count: int, longest: int, seed: int) -> list[list[int]]:
        """Sentences drawn from the counts of the longest context alone: the yardstick samplers."""
        generator, result = np.random.default_rng(seed), []
        while len(result) < count:
            tokens = [START] * (self.order - 1)
            while tokens[-1] != END and len(tokens) < longest + self.order:
                counts = self.followers[tuple(tokens[len(tokens) - self.order + 1 :])]
                share = np.array(list(counts.values())) / sum(counts.values())
                tokens.append(int(generator.choice(list(counts), p=share)))
            if tokens[-1] == END:
                result.append(tokens[self.order - 1 : -1])
        return result
