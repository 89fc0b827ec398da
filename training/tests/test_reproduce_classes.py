"""The Python that the page saves of a U-Net that takes a class, against the browser's own chain: a run of a small
pack, steered by its own class, recorded by `npm run sample` (tests/runs)."""

import json
import shutil
from pathlib import Path

import pytest
import torch
from test_reproduce import RUNS, module, samples

CLASSES = Path(__file__).parents[2] / "test" / "parity" / "classes"


@pytest.fixture
def pack(tmp_path):
    """The first U-Net of test/parity/classes as a folder of diffusers."""
    for folder in ("unet", "scheduler"):
        (tmp_path / folder).mkdir()
    shutil.copy(CLASSES / "unet-00.config.json", tmp_path / "unet" / "config.json")
    shutil.copy(CLASSES / "unet-00.weights.safetensors", tmp_path / "unet" / "diffusion_pytorch_model.safetensors")
    index = {"_class_name": "DDPMPipeline"}
    index |= {"unet": ["diffusers", "UNet2DModel"], "scheduler": ["diffusers", "DDPMScheduler"]}
    scheduler = {"_class_name": "DDPMScheduler", "timestep_spacing": "trailing"}
    nudge = {"format": 1, "title": "Classes", "nullClass": 1, "guides": [{"kind": "classifier-free"}]}
    for name, value in (
        ("model_index.json", index),
        ("scheduler/scheduler_config.json", scheduler),
        ("nudge.json", nudge),
    ):
        (tmp_path / name).write_text(json.dumps(value))
    return tmp_path


@pytest.fixture
def recorded(pack):
    torch.set_num_threads(1)
    file = json.loads((RUNS / "classes.json").read_text())
    script = module("classes")
    run = script.Run(script.RUN, pack)
    assert run.timesteps == file["timesteps"]
    return run, [*(samples(step["xt"], run.shape) for step in file["steps"]), samples(file["x0"], run.shape)]


def test_each_step_agrees_from_a_recorded_x_t(recorded):
    run, xs = recorded
    assert max(torch.max((run.step(i, x) - xs[i + 1]).abs()).item() for i, x in enumerate(xs[:-1])) <= 1e-3


def test_a_class_that_is_not_told_would_be_found_out(recorded):
    run, xs = recorded
    run.stretches = [{**stretch, "free": [False, False]} for stretch in run.stretches]
    assert max(torch.max((run.step(i, x) - xs[i + 1]).abs()).item() for i, x in enumerate(xs[:-1])) > 1e-2
