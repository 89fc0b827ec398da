"""A discriminator: a small network that is shown people's sentences and samples, and then tells others of them apart.

It looks at what the language judge, frozen, makes of a sentence: how surprising its words are, and the states that it
goes through, pooled over the sentence. On that stands one hidden layer. Everything is fixed, so that packs can be
compared: 5,000 sentences of each kind, of which the first 70 % train it, 10 % choose the epoch, and 20 % measure;
AdamW 1e-3, weight decay 0.05, batches of 100, 40 epochs. A minute on one core.

The people's sentences are training's, as samples should be like those, but ones that the judge has not learned from.
Half is chance: the two are alike to it. It says something only if it tells a trigram sampler's sentences at 0.9.
"""

import copy
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from words import attributes, e2e
from words.attributes import Target
from words.judges import Judges
from words.language_judge import LanguageJudge
from words.ngram import Ngram
from words.text_measures import wilson
from words.vocabulary import END, PAD, START, Array, Vocabulary, sentence

SENTENCES = e2e.KEPT_BACK
TRAINING, VALIDATION = 0.7, 0.1
HIDDEN, DROPOUT, EPOCHS, BATCH = 64, 0.3, 40, 100
MOST = 5
"""How many of the most surprising words are looked at."""


@torch.no_grad()
def looks(judge: LanguageJudge, sentences: Sequence[Sequence[int]]) -> torch.Tensor:
    """What the judge makes of each sentence, [B, 8 + 4 * width].

    Its surprise at a word in nats: mean, standard deviation and the MOST largest; its length; its states: mean,
    largest, smallest, last.
    """
    found = []
    for at in range(0, len(sentences), 250):
        framed = [[START, *tokens, END] for tokens in sentences[at : at + 250]]
        count = torch.tensor([len(row) - 1 for row in framed])  # words that are foretold, END among them
        longest = max(int(count.max()), MOST) + 1
        rows = torch.tensor([row + [PAD] * (longest - len(row)) for row in framed])
        there = torch.arange(longest - 1) < count[:, None]  # [B, n]
        states = judge(rows[:, :-1])  # [B, n, width]
        nats = F.cross_entropy(judge.head(states).transpose(1, 2), rows[:, 1:], reduction="none") * there
        mean = nats.sum(1) / count
        spread = (((nats - mean[:, None]) ** 2 * there).sum(1) / count).sqrt()
        outside = ~there[..., None]
        pooled = (
            (states * there[..., None]).sum(1) / count[:, None],
            states.masked_fill(outside, -1).amax(1),
            states.masked_fill(outside, 1).amin(1),
            states[torch.arange(len(states)), count - 1],
        )
        found.append(torch.cat([torch.stack([mean, spread, count / 20], 1), nats.topk(MOST, 1).values, *pooled], 1))
    return torch.cat(found)


def _accuracy(network: nn.Module, x: torch.Tensor, y: torch.Tensor) -> float:
    with torch.no_grad():
        return ((network(x)[:, 0] > 0) == (y > 0.5)).float().mean().item()


def split(count: int) -> list[range]:
    """The places of what trains, what chooses the epoch and what measures, of so many."""
    edges = [0, round(TRAINING * count), round((TRAINING + VALIDATION) * count), count]
    return [range(a, b) for a, b in zip(edges, edges[1:], strict=False)]


def told(people: list[torch.Tensor], samples: list[torch.Tensor], seed: int = 0) -> dict:
    """The accuracy on held-out looks and its interval. Of both there are three parts, as `split` has them, and in
    each as many people as samples: [N, K].
    """
    sizes = [[len(part) for part in kind] for kind in (people, samples)]
    if sizes[0] != sizes[1]:
        raise ValueError(f"told: expected as many people as samples, {sizes[1]}, got {sizes[0]}")
    if 0 in sizes[1]:
        raise ValueError(f"told: expected samples in each of the three parts, got {sizes[1]}")
    parts = [
        (torch.cat([ours, theirs]), torch.cat([torch.ones(len(ours)), torch.zeros(len(theirs))]))
        for ours, theirs in zip(people, samples, strict=True)
    ]
    mean, spread = parts[0][0].mean(0), parts[0][0].std(0) + 1e-4
    (x, y), validation, held_out = [((x - mean) / spread, y) for x, y in parts]
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        layers = [nn.Dropout(DROPOUT), nn.Linear(x.shape[1], HIDDEN), nn.ReLU(), nn.Dropout(DROPOUT)]
        network = nn.Sequential(*layers, nn.Linear(HIDDEN, 1))
        optimizer, best, kept = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.05), -1.0, None
        for _ in range(EPOCHS):
            network.train()
            for pick in torch.randperm(len(x)).split(BATCH):
                optimizer.zero_grad()
                F.binary_cross_entropy_with_logits(network(x[pick])[:, 0], y[pick]).backward()
                optimizer.step()
            network.eval()
            if (reached := _accuracy(network, *validation)) > best:
                best, kept = reached, copy.deepcopy(network)
    accuracy, size = _accuracy(kept, *held_out), len(held_out[1])
    interval = list(wilson(accuracy * size, size))
    return {"samples": sum(sizes[1]), "accuracy": accuracy, "interval": interval, "validation": best}


@dataclass(frozen=True)
class Known:
    """The people's sentences, what they say, and what the judge makes of them."""

    judge: LanguageJudge
    vocabulary: Vocabulary
    sentences: list[tuple[int, ...]]
    read: list[attributes.Reading]
    learned: list[tuple[int, ...]]
    looks: torch.Tensor

    @classmethod
    def of(cls, judges: Judges) -> "Known":
        back = slice(-SENTENCES, None)
        own = judges.training[back]
        learned = judges.training[:-SENTENCES]
        return cls(judges.language, judges.vocabulary, own, judges.people[back], learned, looks(judges.language, own))

    def by_trigrams(self, seed: int = 1) -> list[list[int]]:
        """As many sentences of a trigram sampler, which has learned what the judge has."""
        sampler = Ngram(self.learned, 3, len(self.vocabulary))
        return sampler.sample(len(self.sentences), e2e.LENGTH - 2, seed)

    def told(self, samples: Array | list[list[int]], targets: Sequence[Target] | None = None) -> dict:
        """How well samples, rows [B, n] or tokens, are told from as many people's sentences.

        With `targets`, one a sample, from people's sentences that state the same value. A sentence may stand for
        several values, but never in two of the three parts. Samples of a target beyond what people have are left out.
        """
        tokens = [sentence(row) for row in samples] if isinstance(samples, np.ndarray) else samples
        groups = defaultdict(list)
        for i, target in enumerate(targets or [None] * len(tokens)):
            groups[target].append(i)
        ours, theirs = [[], [], []], [[], [], []]
        for target, members in groups.items():
            for at, (mine, segment) in enumerate(zip(split(len(members)), split(len(self.sentences)), strict=True)):
                pool = [i for i in segment if target is None or target.name in self.read[i].stated]
                for place, person in zip(mine, pool, strict=False):
                    ours[at].append(members[place])
                    theirs[at].append(person)
        drawn = looks(self.judge, tokens)
        return told([self.looks[part] for part in theirs], [drawn[part] for part in ours])
