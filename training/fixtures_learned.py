"""References for a learned variance: single steps of diffusers' DDPMScheduler, whole chains of a small U-Net, and the
variational bound as guided-diffusion computes it.

A step's noise is Nudge's own, so that both sides draw the same; s·Σ·g is added to diffusers' x_prev, with the Σ that
its `_get_variance` gives (of learned_range its logarithm). At the last listed step no noise is added.

    python fixtures_learned.py --guided-diffusion CLONE ../test/measures/learned-bounds.json

writes the bounds; the rest is written by make_fixtures.py --only formats.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch
from diffusers import DDIMScheduler, DDPMScheduler, UNet2DModel
from safetensors.torch import load_file

from fixtures_schedulers import ddpm_step, numbers
from noise import normal

HEIGHT, WIDTH, CHANNELS = 2, 3, 3
SCALE, SEED = 1.5, 11


def last(x: torch.Tensor) -> torch.Tensor:
    """[1, C, H, W] as [1, H, W, C]."""
    return x.permute(0, 2, 3, 1).contiguous()


def first(x: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(x).permute(0, 3, 1, 2).contiguous()


def sigma(scheduler: DDPMScheduler, t: int, said: torch.Tensor) -> torch.Tensor:
    """Σ of each number."""
    given = scheduler._get_variance(t, predicted_variance=said)
    return given.exp() if scheduler.variance_type == "learned_range" else given


def step(scheduler: DDPMScheduler, output, t: int, is_last: bool, x, gradient) -> tuple[torch.Tensor, ...]:
    """x_prev with guidance, Σ and x̂_0."""
    shape = (x.shape[2], x.shape[3], x.shape[1])
    z = first(normal(np.array([SEED]), shape, "step", t))
    stepped = ddpm_step(scheduler, output, t, x, 0 * z if is_last else z)
    variance = sigma(scheduler, t, output[:, x.shape[1] :])
    return stepped.prev_sample + SCALE * variance * gradient, variance, stepped.pred_original_sample


def steps() -> list[dict]:
    found = []
    for variance in ("learned_range", "learned"):
        for index, arguments in enumerate(
            (
                {"timestep_spacing": "trailing"},
                {"timestep_spacing": "leading", "prediction_type": "v_prediction"},
                {"timestep_spacing": "trailing", "prediction_type": "v_prediction", "rescale_betas_zero_snr": True},
            )
        ):
            scheduler = DDPMScheduler(**arguments, variance_type=variance)
            scheduler.set_timesteps(20)
            listed = scheduler.timesteps.tolist()
            for at in (0, 1, 10, 18, 19):
                generator = torch.Generator().manual_seed(900 + 20 * index + at)
                t, is_last = listed[at], at == len(listed) - 1
                x = torch.randn((1, CHANNELS, HEIGHT, WIDTH), generator=generator)
                output = torch.randn((1, 2 * CHANNELS, HEIGHT, WIDTH), generator=generator)
                said = output[:, CHANNELS:]  # a view
                said.copy_(0.02 * said.abs() + 1e-4 if variance == "learned" else said.tanh())
                gradient = torch.randn(x.shape, generator=generator)
                silent = scheduler.alphas_cumprod[t].item() == 0  # x_t says nothing of y
                previous, spread, x0 = step(scheduler, output, t, is_last, x, 0 * gradient if silent else gradient)
                found.append(
                    {
                        "config": json.loads(scheduler.to_json_string()),
                        "index": at,
                        "t": t,
                        "xt": numbers(last(x)),
                        "output": numbers(last(output)),
                        "gradient": numbers(last(gradient)),
                        "variance": numbers(last(spread)),
                        "predX0": numbers(last(x0)),
                        "xPrev": numbers(last(previous)),
                    }
                )
    return found


def chain(folder: Path, name: str, sampler: str) -> dict:
    """Ten steps of a stored U-Net."""
    config = json.loads((folder / f"{name}.config.json").read_text())
    model = UNet2DModel.from_config(config).eval()
    model.load_state_dict({k: v.float() for k, v in load_file(folder / f"{name}.weights.safetensors").items()})
    arguments = {"timestep_spacing": "trailing", "beta_schedule": "squaredcos_cap_v2"}
    ddpm = DDPMScheduler(**arguments, variance_type="learned_range")
    scheduler = ddpm if sampler == "ddpm" else DDIMScheduler(**arguments)
    scheduler.set_timesteps(10)
    channels = model.config.in_channels
    shape = (model.config.sample_size, model.config.sample_size, channels)
    x = first(normal(np.array([SEED]), shape, "initial", 1000))
    listed = scheduler.timesteps.tolist()
    with torch.no_grad():
        for index, t in enumerate(listed):
            output = model(x, t).sample
            if sampler == "ddpm":
                x, _, _ = step(ddpm, output, t, index == len(listed) - 1, x, torch.zeros_like(x))
            else:
                x = scheduler.step(output[:, :channels], t, x, use_clipped_model_output=True).prev_sample
    return {
        "name": name,
        "sampler": sampler,
        "scheduler": json.loads(ddpm.to_json_string()),
        "steps": len(listed),
        "seed": SEED,
        "x0": numbers(last(x)),
    }


def write(folder: Path, unets: list[str]) -> None:
    chains = [chain(folder, name, sampler) for name in unets for sampler in ("ddpm", "ddim")]
    head = {"source": "training/make_fixtures.py --only formats", "scale": SCALE, "seed": SEED}
    shape = [HEIGHT, WIDTH, CHANNELS]
    (folder / "learned.json").write_text(
        json.dumps({**head, "shape": shape, "steps": steps(), "chains": chains}) + "\n"
    )


def bounds() -> list[dict]:
    """Terms of guided-diffusion's bound with ModelVarType.LEARNED_RANGE, in float64."""
    from fixtures_measures import TIMES, in_float64

    gd = in_float64()
    rng = np.random.default_rng(21)
    levels = rng.integers(0, 256, 12)
    levels[:4] = (0, 0, 255, 254)
    x0 = torch.from_numpy(levels / 127.5 - 1).reshape(1, 3, 2, 2)
    found = []
    for schedule in ("linear", "cosine"):
        diffusion = gd.GaussianDiffusion(
            betas=gd.get_named_beta_schedule(schedule, 1000),
            model_mean_type=gd.ModelMeanType.EPSILON,
            model_var_type=gd.ModelVarType.LEARNED_RANGE,
            loss_type=gd.LossType.MSE,
        )
        for t in TIMES:
            eps = torch.from_numpy(rng.standard_normal((1, 3, 2, 2)).astype(np.float32).astype(np.float64))
            near = 0.9 * eps + 0.1 * torch.from_numpy(rng.standard_normal(eps.shape))
            output = torch.cat([near, torch.from_numpy(rng.uniform(-1.2, 1.2, eps.shape))], 1).float().double()
            at = torch.tensor([t])
            xt = diffusion.q_sample(x0, at, noise=eps)
            term = diffusion._vb_terms_bpd(lambda *_, output=output: output, x0, xt, at, clip_denoised=True)
            found.append(
                {
                    "schedule": schedule,
                    "t": t,
                    "x0": last(x0).flatten().tolist(),
                    "eps": last(eps).flatten().tolist(),
                    "output": last(output).flatten().tolist(),
                    "bits": term["output"].item(),
                }
            )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guided-diffusion", type=Path, required=True)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    sys.path.insert(0, str(args.guided_diffusion))
    args.out.write_text(json.dumps({"source": "training/fixtures_learned.py", "bounds": bounds()}) + "\n")


if __name__ == "__main__":
    main()
