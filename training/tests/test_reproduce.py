"""The Python that the page saves, against the browser's own chain: runs recorded by `npm run sample` (tests/runs)."""

import base64
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

RUNS = Path(__file__).parent / "runs"
MODELS = Path(__file__).parents[2] / "models"
DIGITS = MODELS / "digits"


def samples(text, shape):
    """Base64 to float32 [B, C, H, W]."""
    x = np.frombuffer(base64.b64decode(text), "<f4").reshape(-1, *shape)
    return torch.from_numpy(x.copy()).permute(0, 3, 1, 2)


def module(name):
    spec = importlib.util.spec_from_file_location(name, RUNS / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def pack_of(run):
    """The packs by what their runs are called."""
    return MODELS / ("faces" if isinstance(run.stretches[0]["targets"][0], (dict, list)) else "digits")


@pytest.fixture(params=["ddim", "ddpm", "interval", "faces-prompt", "faces-slots"])
def recorded(request):
    """The script's run, and the x_t of every step as the browser's chain had them, x_0 behind them."""
    torch.set_num_threads(1)
    file = json.loads((RUNS / f"{request.param}.json").read_text())
    script = module(request.param)
    run = script.Run(script.RUN, MODELS / script.RUN["pack"])
    assert run.timesteps == file["timesteps"]
    assert tuple(file["shape"]) == run.shape
    xs = [samples(step["xt"], run.shape) for step in file["steps"]]
    return run, [*xs, samples(file["x0"], run.shape)]


def test_the_noise_is_the_browsers(recorded):
    run, xs = recorded
    assert torch.max((run.start() - xs[0]).abs()) <= 1e-5


def test_each_step_agrees_from_a_recorded_x_t(recorded):
    run, xs = recorded
    apart = [torch.max((run.step(i, x) - xs[i + 1]).abs()).item() for i, x in enumerate(xs[:-1])]
    assert len(apart) == len(run.timesteps)
    assert max(apart) <= 1e-3


def test_a_whole_run_agrees(recorded):
    run, xs = recorded
    x = run.start()
    for i in range(len(run.timesteps)):
        x = run.step(i, x)
    assert torch.max((x - xs[-1]).abs()) <= 0.02
    assert torch.max((xs[0] - xs[-1]).abs()) > 1  # and it is a run


def test_a_steering_that_is_not_heard_would_be_found_out(recorded):
    run, xs = recorded
    run.stretches = run.stretches[:1]
    x = run.start()
    for i in range(len(run.timesteps)):
        x = run.step(i, x)
    assert torch.max((x - xs[-1]).abs()) > 0.2


def test_a_run_may_begin_in_the_middle(recorded):
    run, xs = recorded
    at = len(run.timesteps) // 2
    x = xs[at].permute(0, 2, 3, 1).contiguous().numpy()
    start = {"t": run.timesteps[at], "x": base64.b64encode(x.tobytes()).decode()}
    stretches = [{**run.using(at), "at": 0}, *({**s, "at": s["at"] - at} for s in run.stretches if s["at"] > at)]
    later = type(run)({"steps": len(run.timesteps), "stretches": stretches, "start": start}, pack_of(run))
    x = later.start()
    for i in range(len(later.timesteps)):
        x = later.step(i, x)
    assert later.timesteps == run.timesteps[at:]
    assert torch.max((x - xs[-1]).abs()) <= 0.02


def test_it_runs_as_the_note_says(tmp_path):
    command = [sys.executable, RUNS / "ddpm.py", "--pack", DIGITS, "--out", tmp_path / "run.png"]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "run.png").stat().st_size > 500
