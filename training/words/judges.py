"""What samples are compared with: the two judges of language, and E2E's own sentences."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from words import attributes, e2e, saying, text_measures
from words.language_judge import LanguageJudge
from words.ngram import Ngram
from words.vocabulary import Array, Vocabulary, sentence

SENTENCES = 400
"""Distinct-2 depends on how many sentences there are, so it is always taken over so many."""


@dataclass(frozen=True)
class Judges:
    """The language judge, the 4-gram model, every training sentence, their trigrams, and what they say."""

    language: LanguageJudge
    ngram: Ngram
    training: list[tuple[int, ...]]
    trigrams: set[tuple[int, ...]]
    people: list[attributes.Reading]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, data: Path, judge: Path, vocabulary: Vocabulary) -> "Judges":
        rows = e2e.rows(e2e.read(data, "train"), vocabulary).x.numpy()
        tokens = [tuple(sentence(row)) for row in rows]
        trigrams = {trigram for line in tokens for trigram in text_measures.trigrams(line)}
        ngram = Ngram(tokens, 4, len(vocabulary))
        return cls(LanguageJudge.read(judge), ngram, tokens, trigrams, saying.readings(rows, vocabulary), vocabulary)

    def language_row(self, sentences: list[list[int]]) -> dict:
        """How usual, how varied and how sound sentences are. Empty ones have no pairs and count as they are."""
        read = [attributes.read([self.vocabulary.words[token] for token in tokens]) for tokens in sentences]
        unseen, seen_only = text_measures.unseen_trigrams(sentences, self.trigrams)
        return {
            "samples": len(sentences),
            "words": text_measures.length(sentences),
            "repeating": text_measures.repeating(sentences),
            "contradicting": saying.contradicting(read),
            "unseen_trigrams": unseen,
            "seen_only": seen_only,
            "ngram_nll": self.ngram.nll(sentences),
            "judge_nll": self.language.judge(sentences),
            "distinct_2": text_measures.distinct_2(sentences[:SENTENCES]),
            "unique": text_measures.unique(sentences),
            "copied": text_measures.copied(sentences, set(self.training)),
            "unknown": text_measures.unknown(sentences),
        }

    def training_row(self) -> dict:
        """Of all training sentences, what samples should be like but need not be: held-out MRs say more than
        training's, so people write longer sentences for them.
        """
        return {
            "samples": len(self.training),
            "words": text_measures.length(self.training),
            "repeating": text_measures.repeating(self.training),
            "contradicting": saying.contradicting(self.people),
        }

    def sample_row(self, rows: Array) -> dict:
        """`language_row` of samples [B, n], and how many of them end as sentences do."""
        return {**self.language_row([sentence(row) for row in rows]), "ended": text_measures.ended(rows)}


def yardsticks(judges: Judges, data: Path, seed: int = 0) -> dict[str, dict]:
    """400 sentences each of people, of n-gram samplers, and of people with the words of a sentence shuffled."""
    size = len(judges.vocabulary)
    training = [list(tokens) for tokens in sorted(set(judges.training))]
    rows = e2e.rows(e2e.held_out(data, "valid"), judges.vocabulary).x.numpy()[:SENTENCES]
    held_out = [sentence(row) for row in rows]
    order = np.random.default_rng(seed)
    sources = {
        "human, held-out MRs": held_out,
        "trigram sampler": Ngram(training, 3, size).sample(SENTENCES, e2e.LENGTH - 2, seed),
        "bigram sampler": Ngram(training, 2, size).sample(SENTENCES, e2e.LENGTH - 2, seed),
        "shuffled human": [order.permutation(tokens).tolist() for tokens in held_out],
    }
    return {name: judges.language_row(sentences) for name, sentences in sources.items()}
