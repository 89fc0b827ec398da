"""Measures a pack and writes its evaluation.json, its pictures and its model card.

    python evaluate.py --pack ../models/digits --data mnist.npz [--samples run-*.json]

Samples come from the Python twin of the chain on the exported (EMA, float16) weights, and from the files that
`npm run sample` writes where --samples names them. Drawn samples are kept under --cache, named by the weights, so
that a second call measures again without drawing again.
"""

import argparse
import base64
import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

import card
import contact_sheet
import data
import measures
from chain import chain
from pack import Pack, to_numpy
from train_classifier import accuracy_by_t

SCALES = (0, 1, 2, 4, 8, 16)
Array = np.ndarray


@dataclass(frozen=True)
class Samples:
    """Finished samples x [B, H, W, C], what was asked for [B], and their seeds [B]."""

    x: Array
    targets: Array
    seeds: Array


def draw(pack: Pack, scale: float, count: int, steps: int, cache: Path, *, free: bool = False) -> Samples:
    """Samples with seeds 0 to count - 1 whose targets go round the classes; scale 0 leaves the guide out.

    The guide is the noisy classifier, or none (classifier-free guidance) where `free`.
    """
    seeds = np.arange(count)
    targets = seeds % len(pack.labels)
    path = cache / f"{pack.digest()}-ddpm{steps}-{'w' if free else ''}s{scale:g}-{count}.npz"
    if path.exists():
        return Samples(np.load(path)["x"], targets, seeds)
    finished = []
    for part in np.array_split(seeds, math.ceil(count / 250)):
        run = chain(
            pack.classifier_free(scale, targets[part]) if free and scale else pack.predict,
            pack.gradient if scale and not free else None,
            pack.scheduler,
            seeds=part,
            targets=targets[part],
            scales=np.full(len(part), float(scale)),
            shape=pack.shape,
            steps=steps,
        )
        for step in tqdm(run, total=steps, desc=f"s = {scale:g}, {part[0]}-{part[-1]}", mininterval=5):
            x0 = step.x_prev
        finished.append(x0)
    x = np.concatenate(finished)
    cache.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, x=x)
    return Samples(x, targets, seeds)


def by_t(pack: Pack, test: data.Images, cache: Path) -> list[float]:
    """The noisy classifier's accuracy in ten buckets of t, kept beside the samples."""
    path = cache / f"{pack.digest()}-by-t.json"
    if not path.exists():
        path.write_text(json.dumps(accuracy_by_t(pack.classifier, test)))
    return json.loads(path.read_text())


def read_samples(paths: list[Path], scale: float) -> Samples:
    """What `npm run sample` wrote: base64 float32 [B, H, W, C], with `targets` and `seeds` of each."""
    parts = []
    for path in paths:
        file = json.loads(path.read_text())
        if file["scale"] != scale:
            raise ValueError(f"{path}: expected samples at scale {scale:g}, got {file['scale']:g}")
        x = np.frombuffer(base64.b64decode(file["samples"]), "<f4").reshape(-1, *file["shape"])
        parts.append(Samples(x, np.asarray(file["targets"]), np.asarray(file["seeds"])))
    fields = ("x", "targets", "seeds")
    return Samples(*(np.concatenate([getattr(part, field) for part in parts]) for field in fields))


@dataclass(frozen=True)
class Real:
    """Real images and their features, train and test: what samples are compared with."""

    train_features: Array
    test_features: Array
    within_class: float


def guided_row(pack: Pack, samples: Samples, real: Real) -> dict:
    """One line of the table of scales."""
    labels, confidence, features = pack.verdicts(samples.x)
    hits = labels == samples.targets
    n = len(samples.x)
    return {
        "samples": n,
        "accuracy": float(hits.mean()),
        "per_class": [float(hits[samples.targets == c].mean()) for c in range(len(pack.labels))],
        "confidence": float(confidence.mean()),
        "within_class": measures.within_class_distance(samples.x, samples.targets),
        "frechet": measures.frechet(features, real.test_features),
        "frechet_train": measures.frechet(real.train_features[:n], real.test_features),
    }


def unguided_row(pack: Pack, samples: Samples, real: Real) -> dict:
    """The model alone. Diversity is within the classes that the judge reads."""
    labels, confidence, features = pack.verdicts(samples.x)
    n, classes = len(samples.x), len(pack.labels)
    return {
        "samples": n,
        "entropy": measures.entropy(labels, classes) / math.log(classes),
        "shares": (np.bincount(labels, minlength=classes) / n).tolist(),
        "confidence": float(confidence.mean()),
        "within_class": measures.within_class_distance(samples.x, labels),
        "frechet": measures.frechet(features, real.test_features),
        "frechet_train": measures.frechet(real.train_features[:n], real.test_features),
    }


def measure_real(pack: Pack, train: data.Images, test: data.Images) -> tuple[Real, dict]:
    """The baselines, from the first 1,000 test and 1,000 training images (both are shuffled), and the judge."""
    test_x, train_x = to_numpy(test.x), to_numpy(train.x[:1000])
    labels, _, test_features = pack.verdicts(test_x)
    _, _, train_features = pack.verdicts(train_x)
    within = measures.within_class_distance(test_x[:1000], test.y.numpy()[:1000])
    real = Real(train_features, test_features[:1000], within)
    return real, {"judge_accuracy": float((labels == test.y.numpy()).mean()), "within_class": within}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data.add_arguments(parser)
    parser.add_argument("--steps", type=int, help="default: the pack's own")
    parser.add_argument("--guided", type=int, default=500, help="samples at the pack's default scale")
    parser.add_argument("--scales", type=float, nargs="*", default=SCALES, help="other scales to measure")
    parser.add_argument("--others", type=int, default=200, help="samples at each of them")
    parser.add_argument("--free", type=int, help="classifier-free, at its default scale; default: as --guided")
    parser.add_argument("--unguided", type=int, default=1000)
    parser.add_argument("--samples", type=Path, nargs="+", default=[], help="files of `npm run sample`")
    parser.add_argument("--cache", type=Path, default=Path(".state") / "samples")
    args = parser.parse_args()

    pack = Pack(args.pack)
    train, test = (data.load(args.data, split, args.dataset) for split in ("train", "test"))
    steps = args.steps or pack.settings["defaults"]["steps"]
    default = pack.settings["guides"][0]["scale"]["default"]
    real, baselines = measure_real(pack, train, test)
    drawn = {default: draw(pack, default, args.guided, steps, args.cache)}
    drawn[0] = draw(pack, 0, args.unguided, steps, args.cache)
    for scale in args.scales:
        if scale not in drawn:
            drawn[scale] = draw(pack, scale, args.others, steps, args.cache)
    result = {
        "dataset": args.dataset,
        "weights": pack.digest(),
        "steps": steps,
        "default_scale": default,
        "real": baselines,
        "classifier_by_t": by_t(pack, test, args.cache),
        "unguided": unguided_row(pack, drawn[0], real),
        "guided": {f"{scale:g}": guided_row(pack, drawn[scale], real) for scale in sorted(drawn) if scale},
    }
    free = next((guide["scale"] for guide in pack.settings["guides"] if guide["kind"] == "classifier-free"), None)
    if free is not None:
        result["classifier_free"] = {"default_scale": free["default"], "guided": {}}
        for scale in filter(None, free["row"]):
            count = (args.free or args.guided) if scale == free["default"] else args.others
            samples = draw(pack, scale, count, steps, args.cache, free=True)
            result["classifier_free"]["guided"][f"{scale:g}"] = guided_row(pack, samples, real)
    if args.samples:
        typescript = read_samples(args.samples, default)
        result["typescript"] = guided_row(pack, typescript, real)
    (args.pack / "evaluation.json").write_text(json.dumps(card.rounded(result), indent=2) + "\n")
    contact_sheet.write({scale: samples.x for scale, samples in drawn.items()}, default, len(pack.labels), args.pack)
    card.write(args.pack)
    print(card.gates(args.pack, result))


if __name__ == "__main__":
    main()
