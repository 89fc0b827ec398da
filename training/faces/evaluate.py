"""Measures a pack of faces and writes its evaluation.json, its pictures and its model card.

    python -m faces.evaluate --pack ../models/faces --data .state/faces/faces.npz

Everything is sampled with the Python twin of the chain on the exported weights and judged by the oracle, which saw
neither the training images nor any guide. What was drawn is kept under --cache.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import card
import data
import measures
from faces import attributes, pictures
from faces import card as faces_card
from faces.prompts import HELD_OUT_PAIRS, SEEN_PAIRS, SINGLE, TRIPLES
from faces.sampling import Faces, Samples
from faces.train_classifier import accuracy_at
from faces.train_clip import zero_shot
from faces.train_oracle import accuracy
from pack import to_numpy
from train_unet import noised, scheduler

SWEEP = {"classifier": (2, 5, 10, 20), "clip": (1, 2, 5, 10)}
SWEEP_SEEDS, SWEEP_FIRST = 8, 100_000  # seeds that are not measured again
COPY = 16 / 127.5  # a copy is nowhere further than this from a training image: 16 of 255 levels
LEVELS = {"1.0": 0, "0.5": 258, "0.1": 475}  # alpha_bar of the linear schedule, and its t
Array = np.ndarray


def linear_probe(train: data.Images, test: data.Images, t: int, seed: int = 0) -> dict[str, float]:
    """Accuracy by attribute of a linear map of x_t, fitted to 4,000 training images, on 1,000 test images."""
    generator = torch.Generator().manual_seed(seed)

    def seen(images: data.Images, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        x0 = images.x[:count]
        xt = noised(scheduler(), x0, generator, low=t, high=t + 1)[0] if t else x0
        return xt.flatten(1), images.y[:count]

    (x, y), (test_x, test_y) = seen(train, 4000), seen(test, 1000)
    probe = torch.nn.Linear(x.shape[1], attributes.TOTAL)
    optimizer = torch.optim.AdamW(probe.parameters(), lr=1e-2, weight_decay=0.3)
    for _ in range(300):
        optimizer.zero_grad()
        attributes.cross_entropy(probe(x), y).backward()
        optimizer.step()
    return attributes.by_name((attributes.read(probe(test_x)) == test_y).float())


def best_scale(faces: Faces, guide: str) -> tuple[float, dict[str, float]]:
    """The scale that obeys most single attributes, of a few, on seeds of their own; and what each reached."""
    found = {
        scale: float(np.mean(faces.draw(guide, scale, SINGLE, SWEEP_SEEDS, SWEEP_FIRST).success()))
        for scale in SWEEP[guide]
    }
    return max(found, key=found.get), {f"{scale:g}": value for scale, value in found.items()}


def distance_shares(samples: Samples, test_x: Array, test_y: torch.Tensor) -> list[float]:
    """Mean pairwise distance within each prompt's samples, as a share of that of real faces with its values."""
    shares = []
    for prompt, x in zip(samples.prompts, samples.x, strict=True):
        real = test_x[attributes.holds(test_y, prompt.values).numpy()][:400]
        shares.append(measures.mean_pairwise_distance(x) / measures.mean_pairwise_distance(real))
    return shares


def copies(x: Array, training: Array, part: int = 10_000) -> float:
    """The share of x [B, H, W, C] that lies within COPY of a training image, everywhere."""
    flat, nearest = x.reshape(len(x), -1), np.full(len(x), np.inf)
    chosen = np.zeros(len(x), int)
    for start in range(0, len(training), part):  # the nearest in L2, and only that one pixel by pixel
        some = training[start : start + part].reshape(-1, flat.shape[1])
        squared = (flat**2).sum(1)[:, None] - 2 * flat @ some.T + (some**2).sum(1)[None]
        closer = squared.min(1) < nearest
        chosen = np.where(closer, start + squared.argmin(1), chosen)
        nearest = np.minimum(nearest, squared.min(1))
    own = training[chosen].reshape(len(x), -1)
    return float((np.abs(flat - own).max(1) <= COPY).mean())


def strays(samples: Samples, base: torch.Tensor) -> dict[str, float]:
    """How far a value's share moves under prompts that say nothing of its attribute, from its share unguided.

    For each single-attribute prompt, over the samples of all the others that name another attribute.
    """
    moves = []
    for prompt in samples.prompts:
        others = [y for other, y in samples.each() if not set(other.values) & set(prompt.values)]
        share = attributes.holds(torch.cat(others), prompt.values).float().mean()
        moves.append((share - attributes.holds(base, prompt.values).float().mean()).item())
    return {"mean": float(np.mean(moves)), "largest": max(moves, key=abs)}


GROUPS = {"single": SINGLE, "pairs": SEEN_PAIRS, "held_out": HELD_OUT_PAIRS, "triples": TRIPLES}


def guide_row(groups: dict[str, Samples], base: torch.Tensor, test: data.Images) -> dict:
    """All that is measured of one guide at its scale."""
    single = groups["single"]
    shares = distance_shares(single, to_numpy(test.x), test.y)
    return {
        **{name: dict(zip((p.text for p in s.prompts), s.success(), strict=True)) for name, s in groups.items()},
        "base": {p.text: attributes.holds(base, p.values).float().mean().item() for p in SINGLE},
        "strays": strays(single, base),
        "distance": {"mean": float(np.mean(shares)), "least": min(shares)},
    }


def shares(y: torch.Tensor) -> dict[str, float]:
    """How often each value is seen."""
    mean = attributes.one_hot(y).mean(0).tolist()
    return dict(zip(attributes.id2label().values(), mean, strict=True))


def alone_row(alone: Samples, train: data.Images, test: data.Images) -> dict:
    """What the denoiser makes of itself, beside real faces."""
    x, test_x, training = alone.x[0], to_numpy(test.x), to_numpy(train.x)
    return {
        "samples": len(x),
        "copies": copies(x, training),
        "copies_test": copies(test_x[: len(x)], training),
        "distance": measures.mean_pairwise_distance(x) / measures.mean_pairwise_distance(test_x[:1000]),
        "shares": shares(alone.y[0]),
        "shares_real": shares(train.y),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data.add_arguments(parser)
    parser.add_argument("--seeds", type=int, default=64, help="samples of each prompt")
    parser.add_argument("--unguided", type=int, default=512)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--cache", type=Path, default=Path(".state") / "samples")
    args = parser.parse_args()
    train, test = (data.load(args.data, split) for split in ("train", "test"))
    faces = Faces(args.pack, args.steps, args.cache)
    alone = faces.draw(None, 0, SINGLE[:1], args.unguided)
    scales = {guide: best_scale(faces, guide) for guide in SWEEP}
    drawn = {
        guide: {name: faces.draw(guide, scale, prompts, args.seeds) for name, prompts in GROUPS.items()}
        for guide, (scale, _) in scales.items()
    }
    result = {
        "dataset": "faces",
        "weights": faces.digest,
        "steps": args.steps,
        "seeds": args.seeds,
        "unguided": alone_row(alone, train, test),
        "oracle": accuracy(faces.pack.judge, test),
        "linear_at": {level: linear_probe(train, test, t) for level, t in LEVELS.items()},
        "classifier_at": {level: accuracy_at(faces.pack.classifier, test, t, t + 1) for level, t in LEVELS.items()},
        "zero_shot_at": {
            name: {level: zero_shot(clip, test, t, noisy=level != "1.0") for level, t in LEVELS.items()}
            for name, clip in faces.clips.items()
        },
        "guides": {
            guide: {"scale": scale, "sweep": sweep, **guide_row(drawn[guide], alone.y[0], test)}
            for guide, (scale, sweep) in scales.items()
        },
        "clean": {
            name: float(np.mean(faces.draw(name, scales["clip"][0], SINGLE, SWEEP_SEEDS, SWEEP_FIRST).success()))
            for name in ("clip", "clip-clean on x_t", "clip-clean on x_0")
        },
    }
    (args.pack / "evaluation.json").write_text(json.dumps(card.rounded(result), indent=2) + "\n")
    pictures.write(args.pack, drawn, alone.x[0])
    faces_card.write(args.pack)
    print(faces_card.demands(result))


if __name__ == "__main__":
    main()
