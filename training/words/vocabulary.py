"""From text to the tokens that the networks know, and back: words as E2E's tokenised files separate them."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

Array = np.ndarray
SPECIAL = ("START", "END", "UNK", "PAD")
START, END, UNK, PAD = range(4)
MORE_THAN = 10
"""A word is known if it is seen more often than this in training."""

CLITIC = r"'(?=(?:s|t|re|ve|ll|d|m)\b)"  # it's: it, 's; isn't: isn, 't
MARK = r"(-(?! ?£)|[–—,;:!?£$€%&()\[\]\"/]|\.(?![\d.])|'(?!(?:s|t|re|ve|ll|d|m)\b))"


def split(text: str) -> list[str]:
    """The words of a text that is not tokenised, as the tokenised files of E2E have them (99 % of their rows)."""
    return re.sub(MARK, r" \1 ", re.sub(CLITIC, " '", text.replace("’", "'"))).split()


class Vocabulary:
    """`words[i]` is token i; the first four are START, END, UNK and PAD."""

    def __init__(self, words: list[str]):
        if tuple(words[:4]) != SPECIAL:
            raise ValueError(f"Vocabulary: expected {', '.join(SPECIAL)} first, got {', '.join(words[:4])}")
        if len(set(words)) < len(words):
            raise ValueError("Vocabulary: expected every word once")
        self.words = words
        self.index = {word: i for i, word in enumerate(words)}

    @classmethod
    def of(cls, sentences: Iterable[list[str]]) -> "Vocabulary":
        """Every word seen more than MORE_THAN times, the most frequent first, equals by the alphabet."""
        counts = Counter(word for words in sentences for word in words)
        known = sorted((word for word in counts if counts[word] > MORE_THAN), key=lambda word: (-counts[word], word))
        return cls([*SPECIAL, *known])

    def __len__(self) -> int:
        return len(self.words)

    def encode(self, words: list[str], length: int) -> Array | None:
        """START, the words, END, then PAD: int64 [length]; None if it does not fit."""
        tokens = [self.index.get(word, UNK) for word in words]
        if len(tokens) + 2 > length:
            return None
        row = np.full(length, PAD)
        row[: len(tokens) + 2] = [START, *tokens, END]
        return row

    def decode(self, row: Array) -> str:
        """The words between START and END, or all that follow START where there is no END. Marks stay apart."""
        return " ".join(self.words[token] for token in sentence(row))

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(self.words, ensure_ascii=False, indent=0) + "\n")

    @classmethod
    def read(cls, path: Path) -> "Vocabulary":
        return cls(json.loads(path.read_text()))


def sentence(row: Array) -> list[int]:
    """The tokens of a row [n] without its START, up to its first END and without it."""
    tokens = [int(token) for token in row]
    if tokens and tokens[0] == START:
        tokens = tokens[1:]
    return tokens[: tokens.index(END)] if END in tokens else tokens


def well_formed(row: Array) -> bool:
    """START, words, END, and nothing but PAD after it."""
    tokens = [int(token) for token in row]
    if tokens[0] != START or END not in tokens:
        return False
    end = tokens.index(END)
    return all(token == PAD for token in tokens[end + 1 :]) and not {START, PAD} & set(tokens[1:end])
