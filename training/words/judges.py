"""What samples are compared with: the two judges of language, and E2E's own sentences."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from words import e2e, text_measures
from words.language_judge import LanguageJudge
from words.ngram import Ngram
from words.vocabulary import Array, Vocabulary, sentence

SENTENCES = 400
"""Distinct-2 depends on how many sentences there are, so it is always taken over so many."""


@dataclass(frozen=True)
class Judges:
    """The language judge, the 4-gram model, and every training sentence."""

    language: LanguageJudge
    ngram: Ngram
    training: set[tuple[int, ...]]

    @classmethod
    def of(cls, data: Path, judge: Path, vocabulary: Vocabulary) -> "Judges":
        tokens = [sentence(row) for row in e2e.rows(e2e.read(data, "train"), vocabulary).x.numpy()]
        return cls(LanguageJudge.read(judge), Ngram(tokens, 4, len(vocabulary)), {tuple(line) for line in tokens})

    def language_row(self, sentences: list[list[int]]) -> dict:
        """How usual and how varied sentences are. Empty ones have no pairs and count as they are."""
        return {
            "samples": len(sentences),
            "ngram_nll": self.ngram.nll(sentences),
            "judge_nll": self.language.judge(sentences),
            "distinct_2": text_measures.distinct_2(sentences[:SENTENCES]),
            "unique": text_measures.unique(sentences),
            "copied": text_measures.copied(sentences, self.training),
            "unknown": text_measures.unknown(sentences),
        }

    def sample_row(self, rows: Array) -> dict:
        """`language_row` of samples [B, n], and how many of them end as sentences do."""
        return {**self.language_row([sentence(row) for row in rows]), "ended": text_measures.ended(rows)}


def yardsticks(judges: Judges, data: Path, vocabulary: Vocabulary, seed: int = 0) -> dict[str, dict]:
    """400 sentences each of people, of n-gram samplers, and of people with the words of a sentence shuffled."""
    training = [list(tokens) for tokens in sorted(judges.training)]
    held_out = [sentence(row) for row in e2e.rows(e2e.held_out(data, "valid"), vocabulary).x.numpy()][:SENTENCES]
    order = np.random.default_rng(seed)
    sources = {
        "human, held-out MRs": held_out,
        "trigram sampler": Ngram(training, 3, len(vocabulary)).sample(SENTENCES, e2e.LENGTH - 2, seed),
        "bigram sampler": Ngram(training, 2, len(vocabulary)).sample(SENTENCES, e2e.LENGTH - 2, seed),
        "shuffled human": [order.permutation(tokens).tolist() for tokens in held_out],
    }
    return {name: judges.language_row(sentences) for name, sentences in sources.items()}
