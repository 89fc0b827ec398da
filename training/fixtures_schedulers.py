"""Step numbers of diffusers' own DDPMScheduler and DDIMScheduler, for the tests of src/diffusion.

Kept are the steps where diffusers agrees with Nudge's chain; `differs` says in words where it does not:
- DDIM's previous timestep is t - T//n in diffusers; in Nudge it is the next listed one (linspace, and n that do
  not divide T).
- At the last step diffusers' DDPM adds noise of variance beta under fixed_large when t > 0; Nudge never does.
- diffusers' DDIM keeps the raw epsilon beside a clipped x_0 by default; Nudge derives it from the clipped x_0,
  which is diffusers' use_clipped_model_output=True and what is used here.
"""

import torch
from diffusers import DDIMScheduler, DDPMScheduler

SHAPE = (1, 1, 2, 4)  # eight numbers a sample

Case = dict[str, object]


def trained_betas(timesteps: int) -> list[float]:
    return [round(0.002 + 0.03 * (i / timesteps) ** 2, 6) for i in range(timesteps)]


def cases() -> list[tuple[type, dict, int, float]]:
    """(scheduler class, arguments, steps, eta); eta is used by DDIM only."""
    ddpm, ddim = DDPMScheduler, DDIMScheduler
    found = [
        (scheduler, {"timestep_spacing": spacing, "prediction_type": kind}, 50, eta)
        for scheduler, etas in ((ddpm, [0.0]), (ddim, [0.0, 1.0]))
        for spacing in ("leading", "trailing", "linspace")
        for kind in ("epsilon", "sample", "v_prediction")
        for eta in etas
    ]
    return found + [
        (ddpm, {"variance_type": "fixed_large", "timestep_spacing": "trailing"}, 100, 0.0),
        (ddpm, {"variance_type": "fixed_large", "timestep_spacing": "linspace"}, 30, 0.0),
        (ddpm, {"clip_sample": False, "timestep_spacing": "trailing"}, 10, 0.0),
        (ddpm, {"clip_sample_range": 0.5, "timestep_spacing": "trailing"}, 100, 0.0),
        (ddpm, {"steps_offset": 3}, 20, 0.0),
        (ddpm, {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}, 25, 0.0),
        (ddpm, {"beta_schedule": "squaredcos_cap_v2", "timestep_spacing": "trailing"}, 1000, 0.0),
        (ddpm, {"num_train_timesteps": 40, "trained_betas": trained_betas(40)}, 40, 0.0),
        (ddpm, {"timestep_spacing": "trailing"}, 7, 0.0),
        (ddim, {"clip_sample": False, "timestep_spacing": "trailing"}, 10, 0.5),
        (ddim, {"clip_sample_range": 0.5}, 20, 0.0),
        (ddim, {"steps_offset": 1, "set_alpha_to_one": False}, 50, 0.0),
        (ddim, {"set_alpha_to_one": False, "timestep_spacing": "trailing"}, 50, 1.0),
        (ddim, {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}, 25, 0.0),
        (ddim, {"beta_schedule": "squaredcos_cap_v2", "timestep_spacing": "trailing"}, 20, 0.0),
        (ddim, {"num_train_timesteps": 40, "trained_betas": trained_betas(40)}, 8, 0.25),
        (ddim, {"timestep_spacing": "trailing"}, 7, 0.0),
    ]


def numbers(x: torch.Tensor) -> list[float]:
    return [float(f"{value:.9g}") for value in x.flatten().tolist()]


def references() -> list[Case]:
    return [reference(*case, seed) for seed, case in enumerate(cases())]


def reference(kind: type, arguments: dict, steps: int, eta: float, seed: int) -> Case:
    """One scheduler, and single steps of it from samples drawn anew: first, last and some between."""
    scheduler = kind(**arguments)
    scheduler.set_timesteps(steps)
    listed = scheduler.timesteps.tolist()
    is_ddim = kind is DDIMScheduler
    chosen = sorted({0, 1, steps // 4, steps // 2, 3 * steps // 4, steps - 2, steps - 1} & set(range(steps)))
    kept, differs = [], []
    for index in chosen:
        t, prev = listed[index], listed[index + 1] if index + 1 < steps else -1
        theirs = t - scheduler.config.num_train_timesteps // steps if is_ddim else prev
        if is_ddim and max(theirs, -1) != prev:
            differs.append({"t": t, "why": f"previous timestep {theirs} in diffusers, {prev} in Nudge"})
            continue
        if not is_ddim and prev < 0 and t > 0 and arguments.get("variance_type") == "fixed_large":
            differs.append({"t": t, "why": "diffusers adds noise at the last step, Nudge does not"})
            continue
        kept.append(single_step(scheduler, t, prev, eta if is_ddim else None, 1000 * seed + index))
    config = {name: value for name, value in scheduler.config.items() if name != "_use_default_values"}
    sampler = {"kind": "ddim", "eta": eta} if is_ddim else {"kind": "ddpm"}
    return {
        "config": {"_class_name": kind.__name__, **config},
        "sampler": sampler,
        "steps": steps,
        "timesteps": listed,
        "cases": kept,
        "differs": differs,
    }


def single_step(scheduler, t: int, prev: int, eta: float | None, seed: int) -> Case:
    """`noise` is null where none is added; `variance` is that of the scheduler's noise at this step."""
    generator = torch.Generator().manual_seed(seed)
    x0 = 2.6 * torch.rand(SHAPE, generator=generator) - 1.3  # some of it is clipped
    eps, noise = (torch.randn(SHAPE, generator=generator) for _ in range(2))
    signal, spread = scheduler.alphas_cumprod[t].sqrt(), (1 - scheduler.alphas_cumprod[t]).sqrt()
    xt = signal * x0 + spread * eps
    output = {"epsilon": eps, "sample": x0, "v_prediction": signal * eps - spread * x0}[
        scheduler.config.prediction_type
    ]
    if eta is None:
        # diffusers adds noise of variance 1e-20 at the last step, which is none.
        added = t > 0 and prev >= 0
        stepped = ddpm_step(scheduler, output, t, xt, noise)
        variance = float(scheduler._get_variance(t))
    else:
        added = eta > 0 and prev >= 0
        stepped = scheduler.step(
            output, t, xt, eta=eta, use_clipped_model_output=True, variance_noise=noise if added else 0 * noise
        )
        variance = eta**2 * float(scheduler._get_variance(t, prev))
    return {
        "t": t,
        "prevT": prev,
        "xt": numbers(xt),
        "modelOutput": numbers(output),
        "noise": numbers(noise) if added else None,
        "variance": float(f"{variance:.9g}"),
        "predX0": numbers(stepped.pred_original_sample),
        "xPrev": numbers(stepped.prev_sample),
    }


def ddpm_step(scheduler: DDPMScheduler, output, t: int, xt, noise):
    """DDPMScheduler.step with the noise given: it can only draw it itself."""
    from diffusers.schedulers import scheduling_ddpm

    draw = scheduling_ddpm.randn_tensor
    scheduling_ddpm.randn_tensor = lambda *_, **__: noise
    try:
        return scheduler.step(output, t, xt)
    finally:
        scheduling_ddpm.randn_tensor = draw
