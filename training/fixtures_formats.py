"""References for what other trainings write: steps of schedulers whose configs are not DDPMScheduler's usual ones,
and U-Nets of options beyond fixtures_options.

Of a scheduler of another class the reference is DDPMScheduler's (or DDIMScheduler's) with the same fields: its
schedule is read, and sampled with DDPM or DDIM. fixed_large_log is fixed_large: diffusers' own step is NaN.
"""

import json
from pathlib import Path

import diffusers
import torch
from diffusers import DDIMScheduler, DDPMScheduler, UNet2DModel

import fixtures_learned
import fixtures_networks
import fixtures_schedulers

OTHERS = [
    "PNDMScheduler",
    "DPMSolverMultistepScheduler",
    "DPMSolverSinglestepScheduler",
    "EulerDiscreteScheduler",
    "EulerAncestralDiscreteScheduler",
    "UniPCMultistepScheduler",
    "DEISMultistepScheduler",
    "HeunDiscreteScheduler",
    "LMSDiscreteScheduler",
    "KDPM2DiscreteScheduler",
    "KDPM2AncestralDiscreteScheduler",
    "SASolverScheduler",
    "DDPMParallelScheduler",
]


def written(scheduler) -> dict:
    """scheduler_config.json as save_pretrained writes it."""
    return json.loads(scheduler.to_json_string())


def scheduler_references() -> list[dict]:
    found = []

    def add(
        arguments: dict, steps: int, config: dict | None = None, kind: type = DDPMScheduler, eta: float = 0.0
    ) -> None:
        case = fixtures_schedulers.reference(kind, arguments, steps, eta, 500 + len(found))
        found.append(case if config is None else {**case, "config": {**case["config"], **config}})

    add({"variance_type": "fixed_small_log", "timestep_spacing": "trailing"}, 50)
    for case in found[0]["cases"]:  # diffusers' _get_variance gives the deviation there
        case["variance"] = float(f"{case['variance'] ** 2:.9g}")
    add({"variance_type": "fixed_large", "timestep_spacing": "trailing"}, 50, {"variance_type": "fixed_large_log"})
    add({"beta_schedule": "sigmoid", "timestep_spacing": "trailing"}, 20)
    thresholds = {"thresholding": True, "dynamic_thresholding_ratio": 0.8, "sample_max_value": 1.2}
    add(thresholds, 20)
    add({**thresholds, "sample_max_value": 1.05}, 10)
    add(thresholds, 20, kind=DDIMScheduler)
    add({"prediction_type": "sample"}, 10, {"prediction_type": "epsilon", "predict_epsilon": False})
    add({"num_train_timesteps": 1}, 1)
    add({"num_train_timesteps": 1}, 1, kind=DDIMScheduler)
    for kind in (DDPMScheduler, DDIMScheduler):
        for prediction in ("v_prediction", "sample"):
            zero = {"rescale_betas_zero_snr": True, "timestep_spacing": "trailing", "prediction_type": prediction}
            add(zero, 20, kind=kind, eta=0.5 if prediction == "sample" and kind is DDIMScheduler else 0.0)
    as_text = {"beta_start": "1e-4", "beta_end": "0.03", "num_train_timesteps": "500", "clip_sample_range": "0.9"}
    add(
        {name: float(value) if "." in value or "e" in value else int(value) for name, value in as_text.items()},
        10,
        as_text,
    )
    for name in OTHERS:
        kinds = {"prediction_type": "v_prediction"} if name.startswith("DPM") else {}
        other = written(getattr(diffusers, name)(beta_schedule="scaled_linear", beta_end=0.03, **kinds))
        same = {
            key: other[key]
            for key in (
                "beta_schedule",
                "beta_start",
                "beta_end",
                "clip_sample",
                "timestep_spacing",
                "prediction_type",
            )
            if key in other
        }
        case = fixtures_schedulers.reference(DDPMScheduler, same, 20, 0.0, 600 + len(found))
        found.append({**case, "config": other})
    return found


def write_schedulers(path: Path) -> None:
    rows = ",\n".join(json.dumps(case) for case in scheduler_references())
    path.write_text(f'{{"source": "training/make_fixtures.py --only formats", "schedulers": [\n{rows}\n]}}\n')


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
}
RESNET = {
    "down_block_types": ("ResnetDownsampleBlock2D", "AttnDownBlock2D"),
    "up_block_types": ("AttnUpBlock2D", "ResnetUpsampleBlock2D"),
}
UNETS: list[dict] = [
    {"act_fn": "mish"},
    {"act_fn": "gelu", "resnet_time_scale_shift": "scale_shift"},
    {"act_fn": "relu"},
    RESNET,
    {
        "down_block_types": ("ResnetDownsampleBlock2D", "ResnetDownsampleBlock2D", "DownBlock2D"),
        "up_block_types": ("UpBlock2D", "ResnetUpsampleBlock2D", "ResnetUpsampleBlock2D"),
        "block_out_channels": (4, 4, 8),
        "resnet_time_scale_shift": "scale_shift",
        "act_fn": "mish",
        "layers_per_block": 2,
    },
    {"in_channels": 2, "out_channels": 2},
    {"in_channels": 4, "out_channels": 4},
    {"out_channels": 2},
    {"in_channels": 3, "out_channels": 6},
]
LEARNED = ["unet-07", "unet-08"]  # twice the channels: Σ is learned


def write_unets(folder: Path) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for index, arguments in enumerate(UNETS):
        name = f"unet-{index:02d}"
        generator = torch.Generator().manual_seed(700 + index)
        torch.manual_seed(700 + index)
        model = UNet2DModel(**{**SMALL, **arguments}).eval()
        fixtures_networks.shake(model, generator)
        fixtures_networks.store(model, folder / f"{name}.weights.safetensors", torch.float16)
        fixtures_networks.write_config(model, folder / f"{name}.config.json")
        x, t = fixtures_networks.draw(fixtures_networks.sample_shape(model.config), 2, generator)
        reference = fixtures_networks.unet_reference(model, x, t, generator)
        fixtures_networks.save_reference(reference, folder / f"{name}.reference.safetensors")
        names.append(name)
    return names


def write(folder: Path) -> None:
    names = write_unets(folder)
    (folder / "index.json").write_text(
        json.dumps({"source": "training/make_fixtures.py --only formats", "names": names}) + "\n"
    )
    write_schedulers(folder / "scheduler-steps.json")
    fixtures_learned.write(folder, LEARNED)
