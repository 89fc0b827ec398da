"""The square-root schedule of Diffusion-LM (Li et al. 2022, appendix A) as a diffusers scheduler config."""

import numpy as np
from diffusers import DDPMScheduler

TRAIN_TIMESTEPS = 2000


def betas(count: int = TRAIN_TIMESTEPS) -> np.ndarray:
    """beta [T] of alpha_bar(u) = 1 - sqrt(u + 1e-4), to eight significant digits, as the config lists them."""
    alpha_bar = 1 - np.sqrt(np.arange(count + 1) / count + 1e-4)
    return np.array([float(f"{beta:.8g}") for beta in np.minimum(1 - alpha_bar[1:] / alpha_bar[:-1], 0.999)])


def scheduler(count: int = TRAIN_TIMESTEPS) -> DDPMScheduler:
    """Predicts x_0, clips nothing (x_0 is clamped to embeddings instead); 200 steps are 1999, 1989, ..., 9."""
    return DDPMScheduler(
        num_train_timesteps=count,
        trained_betas=betas(count).tolist(),
        prediction_type="sample",
        clip_sample=False,
        timestep_spacing="trailing",
    )
