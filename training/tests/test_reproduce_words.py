"""The Python that the page saves of a run of sentences, against the browser's own chain (tests/runs/words.json) and
against the reference runs of `words.fixtures`, an update at a time from recorded x_t.

Signs and nearest words are discontinuous. So numbers must agree to 1e-3 where no sign hangs on less than 1e-5 and no
two nearest words are within 1e-4 of each other; the others may differ, one number in 10,000.
"""

import base64
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

ROOT = Path(__file__).parents[2]
RUNS = Path(__file__).parent / "runs"
PARITY = ROOT / "test" / "parity" / "words"
WORDS = ROOT / "models" / "words"
UPDATES = {"kind": "updates", "count": 3, "length": 0.1, "weight": 0.01, "quiet": 0.05, "sign": True}


def samples(text, shape):
    """Base64 to float32 [B, n, d]."""
    x = np.frombuffer(base64.b64decode(text), "<f4").reshape(-1, *shape)
    return torch.from_numpy(x.copy())


@pytest.fixture(scope="module")
def script():
    torch.set_num_threads(1)
    spec = importlib.util.spec_from_file_location("words_run", RUNS / "words.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


class Watched:
    """A run that notes where its steps hang on the last digits."""

    def __init__(self, run):
        self.run = run
        force, nearest = run.force, run.denoiser.nearest

        def watched_force(*args):
            found, log_p = force(*args)
            self.clear &= found.abs() > 1e-5
            return found, log_p

        def watched_nearest(x0):
            rows = run.denoiser.embedding.weight
            two = torch.cdist(x0, rows.expand(len(x0), *rows.shape)).topk(2, largest=False).values
            self.clear &= ((two[..., 1] - two[..., 0]) > 1e-4)[..., None]
            return nearest(x0)

        run.force, run.denoiser.nearest = watched_force, watched_nearest

    def step(self, i, x, before):
        self.clear = torch.ones_like(x, dtype=torch.bool)
        return self.run.step(i, x, before)


def compare(steps):
    """`steps`: (x_prev, expected, clear) of each. Nothing clear is off, and few of the rest."""
    off = [((got - expected).abs() > 1e-3, clear) for got, expected, clear in steps]
    assert sum((wrong & clear).sum().item() for wrong, clear in off) == 0
    assert sum(wrong.sum().item() for wrong, _ in off) <= 1e-4 * sum(wrong.numel() for wrong, _ in off)


@pytest.fixture
def recorded(script):
    """The script's run, and the x_t of every step as the browser's chain had them, x_0 behind them."""
    file = json.loads((RUNS / "words.json").read_text())
    run = script.Run(script.RUN, WORDS)
    assert run.timesteps == file["timesteps"]
    assert (1, *run.shape) == tuple(file["shape"])
    xs = [samples(step["xt"], run.shape) for step in file["steps"]]
    return run, [*xs, samples(file["x0"], run.shape)], [sentence["text"] for sentence in file["sentences"]]


def stepped(run, xs):
    watched, before, steps = Watched(run), torch.zeros_like(xs[0]), []
    for i, x in enumerate(xs[:-1]):
        x_prev, before = watched.step(i, x, before)
        steps.append((x_prev, xs[i + 1], watched.clear))
    return steps


def test_the_noise_is_the_browsers(recorded):
    run, xs, _ = recorded
    assert torch.max((run.start() - xs[0]).abs()) <= 1e-5


def test_each_step_agrees_from_a_recorded_x_t(recorded):
    run, xs, _ = recorded
    steps = stepped(run, xs)
    assert len(steps) == len(run.timesteps) == 10
    compare(steps)


def test_it_reads_the_sentences_as_the_browser_does(recorded):
    run, xs, texts = recorded
    assert run.sentences(xs[-1]) == texts


@pytest.mark.parametrize("deaf", ["targets", "scales"])
def test_a_steering_that_is_not_heard_would_be_found_out(recorded, deaf):
    run, xs, _ = recorded
    first = run.stretches[0][deaf]
    run.stretches = [{**stretch, deaf: first} for stretch in run.stretches]
    with pytest.raises(AssertionError):
        compare(stepped(run, xs))


@pytest.mark.parametrize(
    ("way", "rule", "target"),
    [
        ("unguided", UPDATES, {"slots": {}}),
        ("k-updates", UPDATES, {"slots": {"food": "Chinese"}}),
        ("length", UPDATES, {"length": 20}),
        ("algorithm-1", {"kind": "mean-shift"}, {"slots": {"food": "Chinese"}}),
    ],
)
def test_each_step_agrees_with_the_reference_from_its_own_x_t(script, way, rule, target):
    reference = load_file(PARITY / f"words.{way}.reference.safetensors")
    scales = reference["scales"].tolist() if way != "unguided" else [0] * len(reference["scales"])
    stretch = {"at": 0, "rule": rule, "clamp": True, "targets": [target] * len(scales), "scales": scales}
    stretches = [{**stretch, "seeds": list(range(len(scales)))}]
    watched = Watched(script.Run({"pack": "words", "steps": 200, "stretches": stretches}, WORDS))
    steps, before = [], torch.zeros_like(reference["xt"][0])
    for i, (x, x_prev) in enumerate(zip(reference["xt"], reference["x_prev"], strict=True)):
        got, before = watched.step(i, x, before)
        steps.append((got, x_prev, watched.clear))
    assert len(steps) > 1
    compare(steps)


def test_it_runs_as_the_note_says(tmp_path):
    command = [sys.executable, RUNS / "words.py", "--pack", WORDS, "--out", tmp_path / "run.txt"]
    subprocess.run(command, check=True, capture_output=True)
    assert len((tmp_path / "run.txt").read_text().splitlines()) == 2
