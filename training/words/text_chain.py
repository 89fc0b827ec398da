"""Nudge's reverse chain over words in NumPy, the twin of the browser's to come: x_0 prediction, clamping, control.

The means, schedule and noise are those of `chain.py`; what is here is what Diffusion-LM adds (Li et al. 2022,
section 4.3 and its code): x_0 clamped to the nearest embeddings, and K updates of x_prev after its noise is added.
DDIM with eta = 1 is DDPM with the small variance.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import floor
from typing import Literal

import numpy as np

import noise
from chain import Array, Sampler, Transition, mean_of, respace, transitions

Predict = Callable[[Array, int, Array], Array]
"""(x_t [B, n, d], t, x_0 as it was predicted in the step before, zeros at first) to x_0 [B, n, d]."""
Project = Callable[[Array], Array]
"""x_0 [B, n, d] to the nearest embeddings [B, n, d]."""
Guide = Callable[[Array, int, Array], tuple[Array, Array]]
"""(x_t [B, n, d], t, the last x_0 as predicted) to log p of what each sample is steered toward [B], and its gradient.

The last x_0 is for a guide that asks a self-conditioned denoiser; it is a constant there, the same in all K updates.
"""


@dataclass(frozen=True)
class KUpdates:
    """Diffusion-LM's control: `count` times x <- x - s * length * sign(grad(-log p + weight * |x - mean|^2 / sigma)).

    Its AdaGrad is built anew for every update, and the first step of AdaGrad is the sign of the gradient times the
    rate: hence the sign. s = 1 is Diffusion-LM's own strength, and s = 0 does nothing. None in the last `quiet` share
    of the steps (its t < 10 of 200), where words are settled.

    Weaker, where one of the rest is set: the length is multiplied by (t / T)^decay; a sample is left alone while its
    p is above `sure`; `push` "gradient" takes the gradient as it is, which fades as p nears 1, in place of its sign.
    """

    count: int = 3
    length: float = 0.1
    weight: float = 0.01
    quiet: float = 0.05
    decay: float = 0.0
    sure: float = 1.0
    push: Literal["sign", "gradient"] = "sign"

    def length_at(self, t: int, count: int) -> float:
        """The length of a push at t of `count` training timesteps."""
        return self.length * (t / count) ** self.decay

    def quiet_steps(self, steps: int) -> int:
        """How many of `steps` are left alone, a half rounded up, as JavaScript's Math.round does."""
        return floor(self.quiet * steps + 0.5)


@dataclass(frozen=True)
class Algorithm1:
    """Dhariwal & Nichol's: the mean is moved by s * variance * gradient at x_t."""


Rule = KUpdates | Algorithm1


@dataclass(frozen=True)
class TextStep:
    """One step's quantities, float32 [B, n, d]. `nudge` is all that guidance added to `x_prev`."""

    transition: Transition
    xt: Array
    pred_x0: Array
    clamped: Array
    mean: Array
    nudge: Array
    x_prev: Array


def k_updates(
    rule: KUpdates, guide: Guide, x: Array, mean: Array, pred_x0: Array, sigma: float, t: int, strength: Array
) -> Array:
    """x_prev [B, n, d] at t after the updates, in float64. `sigma` is the step's; `strength` [B, 1, 1] is each
    sample's scale times the length of a push.
    """
    for _ in range(rule.count):
        fluent = 2 * rule.weight * (x - mean) / sigma
        log_p, gradient = guide(x.astype(np.float32), t, pred_x0)
        uphill = gradient - fluent
        unsure = np.exp(log_p) <= rule.sure
        x = x + unsure[:, None, None] * strength * (np.sign(uphill) if rule.push == "sign" else uphill)
    return x


def chain(
    predict: Predict,
    project: Project | None,
    guide: Guide | None,
    config: dict,
    *,
    seeds: Array,
    scales: Array,
    shape: tuple[int, int],
    steps: int = 200,
    sampler: Sampler | None = None,
    rule: Rule | None = None,
    initial: Array | None = None,
) -> Iterator[TextStep]:
    """Denoises a batch from x_T to x_0; `seeds` and `scales` are [B], `shape` is (n, d).

    `project` None leaves clamping out, `guide` None guidance. `initial` replaces x_T, [B, n, d].
    """
    if config["prediction_type"] != "sample":
        raise ValueError(f"chain: expected prediction_type sample, got {config['prediction_type']}")
    sampler, rule = sampler or Sampler(), rule or KUpdates()
    strength = np.asarray(scales, np.float64)[:, None, None]
    guided = guide is not None and bool(np.any(strength))
    xt = noise.normal(seeds, shape, "initial", config["num_train_timesteps"]) if initial is None else initial
    moves = transitions(config, sampler, respace(config, steps))
    before = np.zeros_like(xt)
    quiet = steps - rule.quiet_steps(steps) if isinstance(rule, KUpdates) else steps
    for index, at in enumerate(moves):
        pred_x0 = predict(xt, at.t, before)
        clamped = pred_x0 if project is None else project(pred_x0)
        mean = mean_of(sampler, at, xt.astype(np.float64), clamped.astype(np.float64))
        sigma = np.sqrt(at.variance)
        plain = mean
        if at.prev_t >= 0 and at.variance > 0:
            plain = mean + sigma * noise.normal(seeds, shape, "step", at.t)
        moved = plain
        if guided and isinstance(rule, Algorithm1):
            moved = plain + strength * at.variance * guide(xt, at.t, before)[1]
        elif guided and at.prev_t >= 0 and index < quiet:
            push = strength * rule.length_at(at.prev_t, config["num_train_timesteps"])
            moved = k_updates(rule, guide, plain, mean, pred_x0, sigma or 1.0, at.prev_t, push)
        arrays = (xt, pred_x0, clamped, mean, moved - plain, moved)
        step = TextStep(at, *(array.astype(np.float32) for array in arrays))
        xt, before = step.x_prev, step.pred_x0
        yield step
