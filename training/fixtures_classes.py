"""References for U-Nets that take a class: their output and input gradient, and whole runs of classifier-free
guidance, a loop over diffusers' own DDPMScheduler and DDIMScheduler.

Ho & Salimans 2022 with what the network predicts (epsilon, x_0 or v): p = p_u + s (p_c - p_u), then the scheduler's
own step. s = 0 is the model without a class, s = 1 the one with it, their w is s - 1. Outside of a lane's interval s
is at most 1 (Kynkäänniemi et al. 2024). The nudge of a step is x_prev minus what s = 0 gives from the same x_t and z.
"""

import json
from pathlib import Path

import numpy as np
import torch
from diffusers import DDIMScheduler, DDPMScheduler, UNet2DModel

import fixtures_networks
from noise import normal

SMALL = {
    "sample_size": 8,
    "in_channels": 1,
    "out_channels": 1,
    "block_out_channels": (4, 8),
    "layers_per_block": 1,
    "norm_num_groups": 2,
    "attention_head_dim": 4,
    "down_block_types": ("DownBlock2D", "AttnDownBlock2D"),
    "up_block_types": ("AttnUpBlock2D", "UpBlock2D"),
    "num_class_embeds": 4,
}
UNETS = [
    (SMALL, torch.float32),
    (
        {
            **SMALL,
            "in_channels": 3,
            "out_channels": 3,
            "num_class_embeds": 11,
            "resnet_time_scale_shift": "scale_shift",
            "act_fn": "mish",
            "time_embedding_dim": 24,
        },
        torch.float16,
    ),
]
STEPS = 10
NULL_CLASS = 1  # in the middle: the classes 0, 1, 2 are the embeddings 0, 2, 3
LANES = [
    {"class": 0, "scale": 0.0},
    {"class": 1, "scale": 1.0},
    {"class": 2, "scale": 0.5},
    {"class": 0, "scale": 4.0},
    {"class": 1, "scale": 4.0, "interval": [300, 700]},
    {"class": 2, "scale": 0.5, "interval": [300, 700]},
]
SEEDS = [7, 7, 7, 8, 8, 9]
PREDICTIONS = ("epsilon", "sample", "v_prediction")
RUNS = [(kind, prediction) for kind in (DDPMScheduler, DDIMScheduler) for prediction in PREDICTIONS]


def write_unets(folder: Path) -> tuple[list[str], UNet2DModel]:
    """@returns their names, and the first one as it was stored"""
    names, models = [], []
    for index, (config, dtype) in enumerate(UNETS):
        name = f"unet-{index:02d}"
        generator = torch.Generator().manual_seed(900 + index)
        torch.manual_seed(900 + index)
        model = UNet2DModel(**config).eval()
        fixtures_networks.shake(model, generator)
        fixtures_networks.store(model, folder / f"{name}.weights.safetensors", dtype)
        fixtures_networks.write_config(model, folder / f"{name}.config.json")
        x, t = fixtures_networks.draw(fixtures_networks.sample_shape(model.config), 3, generator)
        y = torch.tensor([config["num_class_embeds"] - 1, 0, 2])

        def told(x: torch.Tensor, t: torch.Tensor, y=y, model=model):
            return model(x, t, class_labels=y)

        reference = fixtures_networks.unet_reference(told, x, t, generator)
        fixtures_networks.save_reference({**reference, "y": y}, folder / f"{name}.reference.safetensors")
        names.append(name)
        models.append(model)
    return names, models[0]


def scale_at(lane: dict, t: int) -> float:
    low, high = lane.get("interval", (t, t))
    return lane["scale"] if low <= t <= high else min(lane["scale"], 1.0)


def drawn(purpose: str, t: int) -> torch.Tensor:
    """Nudge's noise of every lane, [B, 1, 8, 8]."""
    return torch.from_numpy(normal(np.array(SEEDS), (8, 8, 1), purpose, t)).permute(0, 3, 1, 2).float()


@torch.no_grad()
def run(model: UNet2DModel, kind: type, prediction: str) -> dict:
    """One run of all lanes: x and the nudge of some of its steps, and x_0 at its end."""
    scheduler = kind(prediction_type=prediction, timestep_spacing="trailing")
    scheduler.set_timesteps(STEPS)
    x = drawn("initial", scheduler.config.num_train_timesteps)
    embeds = torch.tensor([i + (i >= NULL_CLASS) for i in (lane["class"] for lane in LANES)])
    xs, nudges = [x], []
    for index, t in enumerate(scheduler.timesteps.tolist()):
        last = index + 1 == STEPS
        z = drawn("step", t)
        without, with_class = model(
            torch.cat([x, x]), t, class_labels=torch.cat([torch.full_like(embeds, NULL_CLASS), embeds])
        ).sample.chunk(2)
        scales = torch.tensor([scale_at(lane, t) for lane in LANES]).view(-1, 1, 1, 1)
        to = [
            step(scheduler, without + s * (with_class - without), t, x, torch.zeros_like(z) if last else z)
            for s in (scales, 0 * scales)
        ]
        x = to[0]
        xs.append(x)
        nudges.append(to[0] - to[1])
    config = {k: v for k, v in scheduler.config.items() if not k.startswith("_")}
    return {
        "config": {"_class_name": kind.__name__, **config},
        "sampler": {"kind": "ddim", "eta": 0} if kind is DDIMScheduler else {"kind": "ddpm"},
        "xs": {index: numbers(xs[index]) for index in (1, STEPS // 2, STEPS)},
        "nudges": {index: numbers(nudges[index]) for index in (0, STEPS // 2, STEPS - 1)},
    }


def step(scheduler, output: torch.Tensor, t: int, x: torch.Tensor, z: torch.Tensor) -> torch.Tensor:
    if isinstance(scheduler, DDIMScheduler):
        return scheduler.step(output, t, x, eta=0, use_clipped_model_output=True).prev_sample
    from diffusers.schedulers import scheduling_ddpm

    draw = scheduling_ddpm.randn_tensor
    scheduling_ddpm.randn_tensor = lambda *_, **__: z
    try:
        return scheduler.step(output, t, x).prev_sample
    finally:
        scheduling_ddpm.randn_tensor = draw


def numbers(x: torch.Tensor) -> list[float]:
    """[B, 1, H, W], which is [B, H, W, 1] as well."""
    return [float(f"{value:.6g}") for value in x.flatten().tolist()]


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names, model = write_unets(folder)
    (folder / "index.json").write_text(
        json.dumps({"source": "training/make_fixtures.py --only classes", "names": names}) + "\n"
    )
    lanes = [{**lane, "seed": seed} for lane, seed in zip(LANES, SEEDS, strict=True)]
    source = "training/make_fixtures.py --only classes"
    head = {"source": source, "nullClass": NULL_CLASS, "steps": STEPS, "lanes": lanes}
    rows = ",\n".join(json.dumps(run(model, *each)) for each in RUNS)
    (folder / "runs.json").write_text(f'{json.dumps(head)[:-1]}, "runs": [\n{rows}\n]}}\n')
