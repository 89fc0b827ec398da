"""What can steer faces: functions for `chain`, whose targets are places in a list of prompts.

A guide's gradient is that of its value by x_t; Algorithms 1 and 2 do the rest. Only the value differs:

- classifier: log p of the values asked for, summed over the attributes that are named.
- noised CLIP (GLIDE, Nichol et al. 2021, section 3.3): scale * cos(f(x_t, t), c), with the scale that it learned.
- clean CLIP on x_t: the same with an encoder that has never seen noise; it fails, which is to be seen.
- clean CLIP on predX0 (after Crowson's CLIP-guided diffusion, 2021): f at sqrt(1 - alpha_bar) * predX0 +
  (1 - sqrt(1 - alpha_bar)) * x_t, differentiated through the denoiser.
"""

from collections.abc import Callable

import numpy as np
import torch
from diffusers import UNet2DModel

from chain import Gradient, alphas_cumprod
from faces.attributes import TOTAL, index_of, log_probs
from faces.captions import tokens
from faces.clip import Clip
from faces.prompts import Prompt
from noisy_classifier import NoisyClassifier
from pack import CHUNK, pool, to_numpy, to_torch

Value = Callable[[torch.Tensor, int, torch.Tensor], torch.Tensor]
"""(x_t [B, C, H, W], t, targets [B]) to [B]."""


def gradient_of(value: Value) -> Gradient:
    """The gradient of a value by x_t, in parts side by side."""

    def part(x: torch.Tensor, t: int, targets: torch.Tensor) -> torch.Tensor:
        x = x.detach().requires_grad_()
        return torch.autograd.grad(value(x, t, targets).sum(), x)[0]

    def gradient(xt: np.ndarray, t: int, targets: np.ndarray) -> np.ndarray:
        parts = zip(to_torch(xt).split(CHUNK), torch.from_numpy(targets).split(CHUNK), strict=True)
        return to_numpy(torch.cat(list(pool.map(lambda own: part(own[0], t, own[1]), parts))))

    return gradient


def asked_for(prompts: list[Prompt]) -> torch.Tensor:
    """1 at the values that each prompt asks for, float32 [prompts, TOTAL]."""
    result = torch.zeros(len(prompts), TOTAL)
    for row, prompt in zip(result, prompts, strict=True):
        for name, value in prompt.values.items():
            row[index_of(name, value)] = 1
    return result


def by_classifier(classifier: NoisyClassifier, prompts: list[Prompt]) -> Value:
    asked = asked_for(prompts)
    return lambda x, t, targets: (log_probs(classifier(x, torch.tensor(t))) * asked[targets]).sum(1)


def embedded(clip: Clip, prompts: list[Prompt]) -> torch.Tensor:
    """The prompts' embeddings [prompts, dimensions]."""
    return clip.text(torch.stack([tokens(prompt.text) for prompt in prompts]))


def toward(clip: Clip, texts: torch.Tensor) -> Value:
    """On x_t, told t, toward embeddings [prompts, dimensions]."""
    return lambda x, t, targets: clip.scale() * (clip.see(x, torch.tensor(t)) * texts[targets]).sum(1)


def by_clip(clip: Clip, prompts: list[Prompt]) -> Value:
    """On x_t, told t. A clean CLIP knows t = 0 alone: `by_clean_clip`."""
    return toward(clip, embedded(clip, prompts))


def by_clean_clip(clip: Clip, prompts: list[Prompt]) -> Value:
    on_clean = by_clip(clip, prompts)
    return lambda x, t, targets: on_clean(x, 0, targets)


def by_clean_clip_on_x0(clip: Clip, unet: UNet2DModel, scheduler: dict, prompts: list[Prompt]) -> Value:
    return toward_on_x0(clip, unet, scheduler, embedded(clip, prompts))


def toward_on_x0(clip: Clip, unet: UNet2DModel, scheduler: dict, texts: torch.Tensor) -> Value:
    """What the clean CLIP is shown is clipped to [-1, 1], as the denoiser's x_0 is."""
    on_clean, alpha_bars = toward(clip, texts), alphas_cumprod(scheduler)

    def value(x: torch.Tensor, t: int, targets: torch.Tensor) -> torch.Tensor:
        signal, residual = float(alpha_bars[t] ** 0.5), float((1 - alpha_bars[t]) ** 0.5)
        pred_x0 = ((x - residual * unet(x, t, return_dict=False)[0]) / signal).clamp(-1, 1)
        return on_clean(residual * pred_x0 + (1 - residual) * x, 0, targets)

    return value


def all_guides(
    classifier: NoisyClassifier, noised: Clip, clean: Clip, unet: UNet2DModel, scheduler: dict
) -> dict[str, Callable[[list[Prompt]], Value]]:
    """The guides of a pack by name, each made for a list of prompts."""
    return {
        "classifier": lambda prompts: by_classifier(classifier, prompts),
        "clip": lambda prompts: by_clip(noised, prompts),
        "clip-clean on x_t": lambda prompts: by_clean_clip(clean, prompts),
        "clip-clean on x_0": lambda prompts: by_clean_clip_on_x0(clean, unet, scheduler, prompts),
    }
