"""E2E: sentences about restaurants and the meaning representation (MR) that each was written for.

E2E NLG Challenge, Novikova, Dusek, Rieser, SIGDIAL 2017, CC BY-SA 4.0. The folder holds `e2e_train.csv` and
`e2e_valid.csv`, tokenised, and `e2e_test.csv`, not tokenised; nothing of them is in the repository.
"""

import argparse
import csv
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from words.attributes import SLOTS
from words.vocabulary import Vocabulary, split

LENGTH = 40
"""Tokens of a row, START and END included: 97 % of the sentences fit."""
KEPT_BACK = 5000
"""The last training rows, which no measuring network learns from: the people whom the discriminator knows."""
TOKENISED = {"train": True, "valid": True, "test": False}
NAMES = {"customer rating": "rating", "customerrating": "rating", "priceRange": "price", "familyFriendly": "family"}


@dataclass(frozen=True)
class Sentence:
    """The words as written, and the MR: slot to value, slots named as in SLOTS (and `name`, `near`)."""

    words: list[str]
    meaning: dict[str, str]


@dataclass(frozen=True)
class Rows:
    """`x` int64 [N, LENGTH], the tokens; `y` int64 [N, slots], the labels, 0 for a slot that the MR leaves out."""

    x: torch.Tensor
    y: torch.Tensor

    def __len__(self) -> int:
        return self.x.shape[0]

    def first(self, count: int) -> "Rows":
        """The first so many; a negative count leaves so many of the last out."""
        return Rows(self.x[:count], self.y[:count])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options that every script of words has: the pack and the data."""
    parser.add_argument("--pack", type=Path, required=True, help="the pack's folder, created if absent")
    parser.add_argument("--data", type=Path, required=True, help="the folder with E2E's csv files")


def meaning(text: str) -> dict[str, str]:
    """`name[The Mill], priceRange[less than £ 20]` to {name: The Mill, price: less than £20}."""
    pairs = re.findall(r"([^,\[\]]+)\[([^\]]*)\]", text)
    tidy = {NAMES.get(slot.strip(), slot.strip()): re.sub(r"£ ", "£", value) for slot, value in pairs}
    return {slot: re.sub(r"(\d) - (\d)", r"\1-\2", value) for slot, value in tidy.items()}


def read(folder: Path, split_name: str) -> list[Sentence]:
    """The sentences of `train`, `valid` or `test`, in the file's order."""
    if split_name not in TOKENISED:
        raise ValueError(f"read: expected train, valid or test, got {split_name!r}")
    path = folder / f"e2e_{split_name}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if not rows or set(rows[0]) != {"mr", "ref"}:
        raise ValueError(f"{path}: expected the columns mr and ref")
    cut = str.split if TOKENISED[split_name] else split
    return [Sentence(cut(row["ref"]), meaning(row["mr"])) for row in rows]


def held_out(folder: Path, split_name: str) -> list[Sentence]:
    """`valid` or `test` without the few sentences that training has word for word; its MRs must all be others."""
    training, sentences = read(folder, "train"), read(folder, split_name)
    meanings = {frozenset(sentence.meaning.items()) for sentence in training}
    shared = meanings & {frozenset(sentence.meaning.items()) for sentence in sentences}
    if shared:
        raise ValueError(
            f"{split_name}: expected other MRs, got {len(shared)} of its meaning representations in training"
        )
    seen = {tuple(sentence.words) for sentence in training}
    return [sentence for sentence in sentences if tuple(sentence.words) not in seen]


def rows(sentences: list[Sentence], vocabulary: Vocabulary, length: int = LENGTH, seed: int = 0) -> Rows:
    """Those that fit, shuffled with a fixed seed (the files are sorted by MR)."""
    encoded = [(vocabulary.encode(sentence.words, length), sentence) for sentence in sentences]
    fitting = [(row, sentence) for row, sentence in encoded if row is not None]
    tokens = torch.from_numpy(np.stack([row for row, _ in fitting]))
    labels = torch.tensor([[slot.label(sentence.meaning) for slot in SLOTS] for _, sentence in fitting])
    order = torch.randperm(len(tokens), generator=torch.Generator().manual_seed(seed))
    return Rows(tokens[order], labels[order])
