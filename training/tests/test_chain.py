"""The chain against OpenAI's own implementation, and its timesteps against diffusers."""

import json
from pathlib import Path

import numpy as np
import pytest
from diffusers import DDPMScheduler

import noise
from chain import Sampler, alphas_cumprod, chain, respace, take_step, transitions

ROOT = Path(__file__).parents[2]
REFERENCE = json.loads((ROOT / "test" / "diffusion" / "guided-diffusion-steps.json").read_text())
SCHEDULES = {"linear": "linear", "cosine": "squaredcos_cap_v2"}


def config_of(schedule: str = "linear", variance: str = "fixed_small", *, clip: bool = True, spacing="trailing"):
    return {
        **dict(DDPMScheduler(timestep_spacing=spacing).config),
        "beta_schedule": SCHEDULES[schedule],
        "variance_type": variance,
        "clip_sample": clip,
    }


def agree(ours, reference):
    """Within 1e-5 of the largest magnitude: the reference numbers are float32."""
    ours, reference = np.asarray(ours).ravel(), np.asarray(reference).ravel()
    assert np.max(np.abs(ours - reference)) <= 1e-5 * max(1, np.max(np.abs(reference)))


@pytest.mark.parametrize("case", REFERENCE["cases"], ids=lambda c: f"{c['schedule']}-{c['spacing']}-{c['variance']}")
def test_steps_agree_with_guided_diffusion(case):
    for step in case["steps"]:
        config = config_of(case["schedule"], case["variance"], clip=step["clip"])
        x, eps, grad = (np.array(step[key], np.float32).reshape(1, -1, 1, 1) for key in ("x", "eps", "grad"))
        scales = np.array([step["scale"]])
        listed = case["timestep_map"][::-1]
        place = len(listed) - 1 - step["i"]

        at = transitions(config, Sampler("ddpm"), listed)[place]
        assert at.t == step["t"]
        ddpm = take_step(config, Sampler("ddpm"), at, x, eps, grad, scales, None)
        agree(ddpm.pred_x0, step["pred_x0"])
        agree(ddpm.mean, step["mean"])
        if not (case["variance"] == "fixed_large" and step["i"] == 0):  # the reference uses fixed_small there
            agree(at.variance, step["variance"])
            agree(ddpm.x_prev, step["guided_mean"])

        at = transitions(config, Sampler("ddim"), listed)[place]
        ddim = take_step(config, Sampler("ddim"), at, x, eps, grad, scales, None)
        agree(ddim.mean, step["ddim_unguided"])
        agree(ddim.x_prev, step["ddim_guided"])
        agree(ddim.guided_pred_x0, step["ddim_guided_x0"])


def test_schedules_agree_with_diffusers():
    for kind in ("linear", "scaled_linear", "squaredcos_cap_v2"):
        reference = DDPMScheduler(beta_schedule=kind)
        ours = alphas_cumprod(dict(reference.config))
        assert np.max(np.abs(ours - reference.alphas_cumprod.numpy())) < 1e-5


@pytest.mark.parametrize("spacing", ["trailing", "leading", "linspace"])
@pytest.mark.parametrize("steps", [1, 2, 7, 10, 50, 100, 250, 1000])
def test_timesteps_are_diffusers(spacing, steps):
    reference = DDPMScheduler(timestep_spacing=spacing)
    reference.set_timesteps(steps)
    assert respace(config_of(spacing=spacing), steps) == reference.timesteps.tolist()


def test_the_default_hundred_steps():
    assert respace(config_of(), 100) == list(range(999, 0, -10))


def test_no_noise_at_the_last_step_and_the_scale_acts():
    shape, seeds, targets = (2, 2, 1), np.array([4, 4]), np.array([0, 0])

    def gradient(x, t, y):
        return np.ones_like(x)

    steps = list(
        chain(
            lambda x, t: 0.1 * x,
            gradient,
            config_of(clip=False),
            seeds=seeds,
            targets=targets,
            scales=np.array([0.0, 3.0]),
            shape=shape,
            steps=10,
        )
    )
    assert np.array_equal(steps[0].xt, noise.normal(seeds, shape, "initial", 1000))
    agree(steps[-1].x_prev, steps[-1].mean + steps[-1].mean_shift)
    assert not steps[0].mean_shift[0].any()
    agree(steps[0].mean_shift[1], np.full(shape, 3 * steps[0].transition.variance))
