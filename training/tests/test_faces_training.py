"""Every training of faces, for a few steps on the sheet's hundred: it exports, and goes on from what it exported."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from diffusers import UNet2DModel
from PIL import Image

import train_unet
from faces import train_classifier, train_clip, train_oracle
from faces.attributes import SIZE, TOTAL, id2label
from faces.clip import Clip
from judge import Judge
from noisy_classifier import NoisyClassifier
from run import read_log

SHEET = Path(__file__).parent / "faces"
SMALL = ["--batch", "4", "--shards", "2"]


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    picture = np.asarray(Image.open(SHEET / "sheet.png").convert("RGB"))
    x = picture.reshape(10, SIZE, 10, SIZE, 3).swapaxes(1, 2).reshape(100, SIZE, SIZE, 3)
    y = np.array(json.loads((SHEET / "sheet.json").read_text()), np.uint8)
    path = tmp_path_factory.mktemp("faces") / "faces.npz"
    np.savez(path, x_train=x, y_train=y, x_test=x, y_test=y)
    return path


def run(monkeypatch, main, *arguments) -> None:
    monkeypatch.setattr(sys, "argv", ["train", *map(str, arguments)])
    main()


TRAININGS = {
    "judge": (train_oracle.main, [], lambda folder: Judge.read(folder)),
    "classifier": (train_classifier.main, ["--width", "8"], lambda folder: NoisyClassifier.read(folder)),
    "clip": (train_clip.main, ["--width", "8"], lambda folder: Clip.read(folder)),
    "clip-clean": (train_clip.main, ["--width", "8", "--clean"], lambda folder: Clip.read(folder)),
    "unet": (train_unet.main, ["--width", "8", "--stages"], lambda folder: UNet2DModel.from_pretrained(folder)),
}


@pytest.mark.parametrize("part", TRAININGS)
def test_it_exports_and_goes_on_from_the_pack(part, data, tmp_path, monkeypatch):
    main, options, read = TRAININGS[part]
    pack, init = tmp_path / "pack", tmp_path / "pack" / part if part != "unet" else tmp_path / "pack"
    common = ["--pack", pack, "--data", data, *SMALL, *options]
    run(monkeypatch, main, *common, "--images", 400, "--state", tmp_path / "a.pt")
    first = read(pack / part)
    assert [row["images"] for row in read_log(pack / "training" / f"{part}.csv")] == [400]
    run(monkeypatch, main, *common, "--images", 408, "--state", tmp_path / "b.pt", "--init", init)
    second = read(pack / part)
    apart = [
        (one - other).abs().max().item()
        for one, other in zip(first.parameters(), second.parameters(), strict=True)
        if one.dim() > 0
    ]
    assert max(apart) < 1e-3  # two steps of warm-up from there; the hundred before went further
    assert [row["images"] for row in read_log(pack / "training" / f"{part}.csv")] == [400, 408]


def test_heads_are_named_in_configs(data, tmp_path, monkeypatch):
    options = ["--pack", tmp_path, "--data", data, *SMALL, "--state", tmp_path / "a.pt", "--images", 8]
    run(monkeypatch, train_oracle.main, *options)
    config = json.loads((tmp_path / "judge" / "config.json").read_text())
    assert config["id2label"] == id2label()
    assert len(config["id2label"]) == TOTAL
