"""What a denoiser draws at several stages of its training: a row of samples whenever the images seen have doubled.

Always the same noise, so that the rows can be compared. The rows lie in training/stages/ of the pack, named by the
images seen.
"""

from pathlib import Path

import numpy as np
import torch

import contact_sheet
from chain import Sampler, chain

COUNT, STEPS = 16, 25


def seen(folder: Path) -> list[int]:
    """The stages that are drawn already, in images seen, ascending."""
    return sorted(int(path.stem) for path in folder.glob("*.png"))


def draw(unet: torch.nn.Module, config: dict, shape: tuple[int, int, int]) -> np.ndarray:
    """Unguided DDIM samples of seeds 0 to COUNT - 1, [COUNT, H, W, C]."""

    @torch.no_grad()
    def predict(xt: np.ndarray, t: int) -> np.ndarray:
        eps = unet(torch.from_numpy(xt).permute(0, 3, 1, 2), t, return_dict=False)[0]
        return eps.permute(0, 2, 3, 1).numpy()

    nobody = np.zeros(COUNT)
    run = chain(
        predict,
        None,
        config,
        seeds=np.arange(COUNT),
        targets=nobody,
        scales=nobody,
        shape=shape,
        steps=STEPS,
        sampler=Sampler("ddim"),
    )
    for step in run:
        x0 = step.x_prev
    return x0


def write(unet: torch.nn.Module, config: dict, shape: tuple[int, int, int], images: int, folder: Path) -> None:
    """Adds the row of this stage where it is due."""
    drawn = seen(folder)
    if drawn and images < 2 * drawn[-1]:
        return
    folder.mkdir(parents=True, exist_ok=True)
    contact_sheet.grid(draw(unet, config, shape), COUNT, zoom=2).save(folder / f"{images:09d}.png", optimize=True)
