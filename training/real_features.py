"""Writes a pack's real.json: what its judge sees in real test images of each class, which Sweep measures beside.

    python real_features.py --pack ../models/digits --data mnist.npz

Of each class the first images of the shuffled test split that the judge reads as labelled, as the samples are that
they stand beside. A feature is one byte, in units of the greatest value that it has over all of them.
"""

import argparse
import base64
import hashlib
import json

import numpy as np
import torch

import data
from judge import Judge
from sample_sheet import ORIGINS

NAME = "real.json"
EACH = 200
"""Images of a class; half of them make the manifold of real images, half are what samples are measured beside."""


@torch.inference_mode()
def read(judge: Judge, x: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """x [N, C, H, W] to features [N, F] and log-probabilities [N, K]."""
    features = torch.cat([judge.features(part) for part in x.split(500)])
    return features.numpy(), judge.classifier(features).log_softmax(1).numpy()


def of_class(features: np.ndarray, log_probs: np.ndarray, label: int, units: np.ndarray) -> dict:
    """What is kept of one class's images: how many the judge reads as labelled, and the features of some of those."""
    found = log_probs.argmax(1) == label
    if found.sum() < EACH:
        raise ValueError(f"real features: expected {EACH} images read as {label}, got {found.sum()}")
    levels = (features[found][:EACH] / units).round().clip(0, 255).astype(np.uint8)
    return {
        "images": len(found),
        "read": int(found.sum()),
        "nats": round(float(-log_probs[:, label].mean()), 5),
        "features": base64.b64encode(levels.tobytes()).decode(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data.add_arguments(parser)
    args = parser.parse_args()
    judge = Judge.read(args.pack / "judge")
    images = data.load(args.data, "test", args.dataset)
    features, log_probs = read(judge, images.x)
    units = np.maximum(features.max(0), 1e-6) / 255
    labels = images.y.numpy()
    origin = ORIGINS[args.dataset]
    result = {
        "format": 1,
        "source": origin.source,
        "licence": origin.licence,
        "judge": hashlib.sha256((args.pack / "judge" / "model.safetensors").read_bytes()).hexdigest(),
        "units": [float(f"{unit:.6g}") for unit in units],
        "classes": [
            of_class(features[labels == label], log_probs[labels == label], label, units)
            for label in range(len(data.CLASSES[args.dataset]))
        ],
    }
    path = args.pack / NAME
    path.write_text(json.dumps(result, indent=1) + "\n")
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
