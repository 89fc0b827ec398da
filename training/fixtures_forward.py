"""The forward process in numbers: the noise of its jump and of its single steps from noise.py, x_t by diffusers'
own `add_noise`, and the walk of single steps in float64. Arrays are [H, W, C] flat; the jump's noise has counter T.
"""

import numpy as np
import torch
from diffusers import DDPMScheduler

import noise

SHAPE = (3, 3, 2)
SEEDS = [0, 7, 2**40 + 5]
TIMES = [0, 1, 15, 16, 250, 999]
T = 1000


def rounded(values: np.ndarray) -> list[float]:
    return [float(f"{value:.9g}") for value in np.asarray(values, np.float64).ravel()]


def walk(x0: np.ndarray, betas: np.ndarray, seed: int, t: int) -> np.ndarray:
    """x_t after the single steps 0..t."""
    x = x0.astype(np.float64)
    for s in range(t + 1):
        z = noise.normal(np.array([seed]), SHAPE, "forward", s)[0].astype(np.float64)
        x = np.sqrt(1 - betas[s]) * x + np.sqrt(betas[s]) * z
    return x


def reference(schedule: str, seed: int) -> dict:
    scheduler = DDPMScheduler(num_train_timesteps=T, beta_schedule=schedule)
    x0 = np.sin(np.arange(np.prod(SHAPE), dtype=np.float32)).reshape(SHAPE)
    eps = noise.normal(np.array([seed]), SHAPE, "forward", T)[0]
    betas = scheduler.betas.double().numpy()

    def jump(t: int) -> np.ndarray:
        return scheduler.add_noise(torch.from_numpy(x0), torch.from_numpy(eps), torch.tensor([t])).numpy()

    return {
        "schedule": schedule,
        "seed": seed,
        "eps": rounded(eps),
        "at": [{"t": t, "jump": rounded(jump(t)), "walk": rounded(walk(x0, betas, seed, t))} for t in TIMES],
    }


def references() -> dict:
    x0 = np.sin(np.arange(np.prod(SHAPE), dtype=np.float32))
    cases = [reference(schedule, seed) for schedule in ("linear", "squaredcos_cap_v2") for seed in SEEDS]
    return {"x0": rounded(x0), "cases": cases}
