"""Nudge's reverse chain in NumPy: the twin of src/chain and src/diffusion, for measuring packs in batches.

DDPM with Algorithm 1 and DDIM with Algorithm 2 of Dhariwal & Nichol 2021, over the respaced timesteps: `prev` is
the next listed timestep and beta = 1 - alpha_bar_t / alpha_bar_prev, with alpha_bar_prev = 1 at the last one.
Arithmetic is float64 between float32 samples. Packs predict epsilon; other prediction types are refused.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

import noise

Array = np.ndarray
Predict = Callable[[Array, int], Array]
"""(x_t [B, H, W, C], t) to eps [B, H, W, C]."""
Gradient = Callable[[Array, int, Array], Array]
"""(x_t [B, H, W, C], t, targets [B]) to the gradient of log p(y | x_t), [B, H, W, C]."""


@dataclass(frozen=True)
class Sampler:
    """`kind` ddpm or ddim; eta is DDIM's alone."""

    kind: str = "ddpm"
    eta: float = 0.0


@dataclass(frozen=True)
class Transition:
    """One move along the chain; `prev_t` is -1 at the last. `variance` is Sigma (DDPM) or sigma squared (DDIM)."""

    t: int
    prev_t: int
    beta: float
    alpha_bar: float
    alpha_bar_prev: float
    variance: float


@dataclass(frozen=True)
class Step:
    """One step's quantities, float32 [B, H, W, C]; `guided_pred_x0` differs from `pred_x0` in DDIM alone."""

    transition: Transition
    xt: Array
    eps: Array
    pred_x0: Array
    guided_pred_x0: Array
    mean: Array
    mean_shift: Array
    x_prev: Array


def alphas_cumprod(config: dict) -> Array:
    """alpha_bar [T] in float64 from a diffusers scheduler config."""
    if config.get("trained_betas"):
        return np.cumprod(1 - np.asarray(config["trained_betas"], np.float64))
    count, start, end = config["num_train_timesteps"], config["beta_start"], config["beta_end"]
    kind = config["beta_schedule"]
    if kind == "linear":
        betas = np.linspace(start, end, count)
    elif kind == "scaled_linear":
        betas = np.linspace(start**0.5, end**0.5, count) ** 2
    elif kind == "squaredcos_cap_v2":
        edges = np.cos((np.arange(count + 1) / count + 0.008) / 1.008 * np.pi / 2) ** 2
        betas = np.minimum(1 - edges[1:] / edges[:-1], 0.999)
    else:
        raise ValueError(f"alphas_cumprod: expected linear, scaled_linear or squaredcos_cap_v2, got {kind}")
    return np.cumprod(1 - betas)


def respace(config: dict, steps: int) -> list[int]:
    """The timesteps of a chain of `steps` steps, descending: diffusers' `timestep_spacing`."""
    count, spacing = config["num_train_timesteps"], config["timestep_spacing"]
    if not 1 <= steps <= count:
        raise ValueError(f"respace: expected 1 to {count} steps, got {steps}")
    if spacing == "trailing":
        listed = np.round(np.arange(count, 0, -count / steps))[:steps] - 1
    elif spacing == "leading":
        listed = np.arange(steps)[::-1] * (count // steps) + config["steps_offset"]
    elif spacing == "linspace":
        listed = np.linspace(0, count - 1, steps).round()[::-1]
    else:
        raise ValueError(f"respace: expected trailing, leading or linspace, got {spacing}")
    return [int(t) for t in listed]


def transitions(config: dict, sampler: Sampler, timesteps: list[int]) -> list[Transition]:
    """The moves along a descending list of timesteps."""
    alpha_bars = alphas_cumprod(config)
    result = []
    for t, prev_t in zip(timesteps, [*timesteps[1:], -1], strict=True):
        alpha_bar, prev = float(alpha_bars[t]), 1.0 if prev_t < 0 else float(alpha_bars[prev_t])
        beta = 1 - alpha_bar / prev
        small = beta * (1 - prev) / (1 - alpha_bar)
        if sampler.kind == "ddim":
            variance = sampler.eta**2 * small
        else:
            variance = small if config["variance_type"] == "fixed_small" else beta
        result.append(Transition(t, prev_t, beta, alpha_bar, prev, variance))
    return result


def mean_of(sampler: Sampler, at: Transition, x: Array, pred_x0: Array) -> Array:
    """The mean of x_prev without guidance, given x_t and an estimate of x_0, in float64 [B, ...]."""
    if sampler.kind == "ddpm":
        of_x0 = np.sqrt(at.alpha_bar_prev) * at.beta / (1 - at.alpha_bar)
        of_xt = np.sqrt(1 - at.beta) * (1 - at.alpha_bar_prev) / (1 - at.alpha_bar)
        return of_x0 * pred_x0 + of_xt * x
    toward_xt = np.sqrt(max(0.0, 1 - at.alpha_bar_prev - at.variance))
    eps = (x - np.sqrt(at.alpha_bar) * pred_x0) / np.sqrt(1 - at.alpha_bar)
    return np.sqrt(at.alpha_bar_prev) * pred_x0 + toward_xt * eps


def take_step(
    config: dict,
    sampler: Sampler,
    at: Transition,
    xt: Array,
    eps: Array,
    gradient: Array | None,
    scales: Array,
    z: Array | None,
) -> Step:
    """x_t to x_prev. `scales` is s of each sample, [B]; `gradient` and `z` None leave guidance and noise out."""
    x = xt.astype(np.float64)
    signal, residual = np.sqrt(at.alpha_bar), np.sqrt(1 - at.alpha_bar)
    pred_x0 = (x - residual * eps) / signal
    if config["clip_sample"]:
        pred_x0 = np.clip(pred_x0, -config["clip_sample_range"], config["clip_sample_range"])
    push = 0.0 if gradient is None else scales.reshape(-1, *[1] * (x.ndim - 1)) * gradient.astype(np.float64)
    mean = mean_of(sampler, at, x, pred_x0)
    if sampler.kind == "ddpm":
        mean_shift = at.variance * push + np.zeros_like(x)  # Algorithm 1
        guided_pred_x0 = pred_x0
    else:
        toward_xt = np.sqrt(max(0.0, 1 - at.alpha_bar_prev - at.variance))
        eps_clipped = (x - signal * pred_x0) / residual
        eps_guided = eps_clipped - residual * push  # Algorithm 2
        guided_pred_x0 = (x - residual * eps_guided) / signal
        x_guided = np.sqrt(at.alpha_bar_prev) * guided_pred_x0 + toward_xt * eps_guided
        mean_shift = x_guided - mean
    x_prev = mean + mean_shift + (0.0 if z is None else np.sqrt(at.variance) * z)
    arrays = (xt, eps, pred_x0, guided_pred_x0, mean, mean_shift, x_prev)
    return Step(at, *(array.astype(np.float32) for array in arrays))


def chain(
    predict: Predict,
    gradient: Gradient | None,
    config: dict,
    *,
    seeds: Array,
    targets: Array,
    scales: Array,
    shape: tuple[int, int, int],
    steps: int = 100,
    sampler: Sampler | None = None,
) -> Iterator[Step]:
    """Denoises a batch from x_T to x_0; `seeds`, `targets` and `scales` are [B], `shape` is (H, W, C)."""
    if config["prediction_type"] != "epsilon":
        raise ValueError(f"chain: expected prediction_type epsilon, got {config['prediction_type']}")
    sampler = sampler or Sampler()
    xt = noise.normal(seeds, shape, "initial", config["num_train_timesteps"])
    for at in transitions(config, sampler, respace(config, steps)):
        eps = predict(xt, at.t)
        push = None if gradient is None else gradient(xt, at.t, targets)
        z = noise.normal(seeds, shape, "step", at.t) if at.prev_t >= 0 and at.variance > 0 else None
        step = take_step(config, sampler, at, xt, eps, push, scales, z)
        xt = step.x_prev
        yield step
