"""Labelled images for training: MNIST by default, or any file in its npz layout. Images are scaled to [-1, 1].

Keras' layout: `x_train`, `x_test` uint8 [N, H, W] or [N, H, W, C]; `y_train`, `y_test` uint8 [N].
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

CLASSES = {
    "mnist": [str(digit) for digit in range(10)],
    "fashion": [
        "T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ],
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options that every script has: the pack and the images it is made from."""
    parser.add_argument("--pack", type=Path, required=True, help="the pack's folder, created if absent")
    parser.add_argument("--data", type=Path, help="npz in Keras' MNIST layout; torchvision's copy if absent")
    parser.add_argument("--dataset", default="mnist", choices=sorted(CLASSES))


def id2label(dataset: str) -> dict[str, str]:
    """Class names as configs list them."""
    return {str(i): name for i, name in enumerate(CLASSES[dataset])}


@dataclass(frozen=True)
class Images:
    """`x` float32 [N, C, H, W] in [-1, 1]; `y` int64 [N]."""

    x: torch.Tensor
    y: torch.Tensor

    def __len__(self) -> int:
        return self.x.shape[0]


def load(data: Path | None, split: str, name: str = "mnist") -> Images:
    """The `train` or `test` split, shuffled with a fixed seed (some copies are sorted by class).

    `data`: a file in Keras' npz layout, or None for torchvision's own copy of `name` (a key of CLASSES).
    """
    if split not in ("train", "test"):
        raise ValueError(f"load: expected split train or test, got {split!r}")
    if data is None:
        x, y = _torchvision(name, train=split == "train")
    else:
        with np.load(data) as file:
            x, y = file[f"x_{split}"], file[f"y_{split}"]
    x = torch.from_numpy(np.ascontiguousarray(x)).float().div_(127.5).sub_(1)
    x = x[:, None] if x.ndim == 3 else x.permute(0, 3, 1, 2)
    order = torch.randperm(len(x), generator=torch.Generator().manual_seed(0))
    return Images(x[order].contiguous(), torch.from_numpy(y.astype(np.int64))[order])


def _torchvision(name: str, *, train: bool) -> tuple[np.ndarray, np.ndarray]:
    from torchvision import datasets  # imported only here: --data PATH needs no torchvision

    kind = {"mnist": datasets.MNIST, "fashion": datasets.FashionMNIST}[name]
    root = Path.home() / ".cache" / "nudge"
    data_set = kind(root, train=train, download=True)
    return data_set.data.numpy(), data_set.targets.numpy()


def batches(images: Images, size: int, generator: torch.Generator):
    """Endless shuffled batches (x [size, C, H, W], y [size]), an epoch at a time, the short tail dropped."""
    while True:
        order = torch.randperm(len(images), generator=generator)
        for i in range(0, len(order) - size + 1, size):
            pick = order[i : i + size]
            yield images.x[pick], images.y[pick]
