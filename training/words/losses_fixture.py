"""Reference numbers for Objective of sentences: what training's own `losses` says of a few sentences at some t.

    python -m words.losses_fixture ../test/measures/word-losses.json    # in training/

Of the pack of words, and of the small networks without and with self-conditioning, which is given zeros. Noise is
Nudge's own: x_0's is the `training` noise of t = 0, that of x_t the `forward` noise of its t.
"""

import argparse
import json
from pathlib import Path
from unittest.mock import patch

import numpy as np
import torch
from diffusers import DDPMScheduler

from noise import normal
from words import train_denoiser
from words.denoiser import TextDenoiser
from words.vocabulary import Vocabulary, split

REPOSITORY = Path(__file__).resolve().parents[2]
SMALL = Path("test/parity/words/small")
WORDS = Path("models/words")
CASES = [
    (WORDS, "denoiser", ["The Vaults is a cheap Italian pub near the riverside.", "It's not kid-friendly, £20-25."]),
    (SMALL, "denoiser", ["the pub is cheap ."]),
    (SMALL, "self-conditioned-denoiser", ["the pub is cheap .", "it serves food"]),
]
SHARES = (0, 0.001, 0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 0.999)
"""Of T: the t that are asked about."""


def tensor(seed: int, shape: tuple[int, int], purpose: str, t: int) -> torch.Tensor:
    return torch.from_numpy(normal(np.array([seed]), (1, *shape), purpose, t)).reshape(1, *shape)


def losses_at(
    schedule: DDPMScheduler, model: TextDenoiser, tokens: torch.Tensor, t: int, seed: int
) -> dict[str, float]:
    """Training's terms of one sentence [1, n] at one t, with this noise in the place of what it would draw."""
    shape = (model.config.length, model.config.embedding_dim)
    at = torch.tensor([t])

    def noised(_, x0: torch.Tensor, __):
        eps = tensor(seed, shape, "forward", t)
        return schedule.add_noise(x0, eps, at), at, eps

    of_x0 = tensor(seed, shape, "training", 0)
    with (
        torch.no_grad(),
        patch.object(train_denoiser, "noised", noised),
        patch.object(torch, "randn", lambda *_, **__: of_x0),
    ):
        found = train_denoiser.losses(schedule, model, tokens, torch.Generator(), condition_share=0)
    return {name: value.item() for name, value in found.items()}


def case(folder: Path, denoiser: str, sentences: list[str], seed: int) -> dict:
    """Every number of one network."""
    model = TextDenoiser.read(REPOSITORY / folder / denoiser)
    schedule = DDPMScheduler.from_pretrained(REPOSITORY / folder / "scheduler")
    vocabulary = Vocabulary.read(REPOSITORY / folder / "vocabulary.json")
    last = schedule.config.num_train_timesteps - 1
    times = sorted({round(share * last) for share in SHARES})
    made = []
    for text in sentences:
        words = split(text)
        tokens = vocabulary.encode(words, model.config.length)
        if tokens is None:
            raise SystemExit(f"expected a sentence that fits {model.config.length} places, got {text!r}")
        terms = [(t, losses_at(schedule, model, torch.from_numpy(tokens)[None], t, seed)) for t in times]
        _, first = terms[0]
        made.append(
            {
                "text": text,
                "words": words,
                "tokens": tokens.tolist(),
                "cross_entropy": first["cross_entropy"],
                "prior": first["prior"],
                "terms": [[t, found["mse"], found["anchor"]] for t, found in terms],
            }
        )
    return {"folder": str(folder), "denoiser": denoiser, "seed": seed, "sentences": made}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    made = {"source": "training/words/losses_fixture.py", "cases": [case(*each, args.seed) for each in CASES]}
    args.out.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
