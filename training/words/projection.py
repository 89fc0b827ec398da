"""A plane to see words in: the two directions along which the embeddings, weighted alike, differ most.

It is linear, so that x_t can be drawn in it as well, on its way to a word.
"""

import json
from pathlib import Path

import torch

from words.denoiser import TextDenoiser


def principal_plane(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, float]:
    """rows [N, d] to their mean [d], two orthonormal axes [2, d] and the share of the variance in the plane.

    An axis points to where its largest coordinate is positive, so that one embedding has one plane.
    """
    mean = rows.mean(0)
    _, spread, axes = torch.linalg.svd(rows - mean, full_matrices=False)
    axes = axes[:2]
    signs = axes.gather(1, axes.abs().argmax(1, keepdim=True)).sign()
    return mean, axes * signs, (spread[:2].square().sum() / spread.square().sum()).item()


def write(denoiser: TextDenoiser, path: Path) -> None:
    """The plane as JSON: `mean`, `axes`, `variance`; a point is axes (x - mean)."""
    mean, axes, share = principal_plane(denoiser.embedding.weight.detach().float().cpu())

    def rounded(values: torch.Tensor) -> list[float]:
        return [round(value, 5) for value in values.tolist()]

    plane = {"mean": rounded(mean), "axes": [rounded(axis) for axis in axes], "variance": round(share, 4)}
    path.write_text(json.dumps(plane) + "\n")
