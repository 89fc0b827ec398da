"""Faces as data: values true of their pixels, held-out pairs absent, splits disjoint."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from faces import attributes, dataset
from faces.attributes import ATTRIBUTES, BY_NAME, DESCRIPTION, HELD_OUT, SIZE

HERE = Path(__file__).parent
PACKAGES = HERE.parent / "node_modules" / "@dicebear"
COLOURS = {entry["name"]: entry["colours"] for entry in DESCRIPTION["attributes"] if "colours" in entry}


@pytest.fixture(scope="module")
def sheet():
    """A hundred rendered test faces x uint8 [100, 16, 16, 3] and their values y int64 [100, attributes]."""
    picture = np.asarray(Image.open(HERE / "faces" / "sheet.png").convert("RGB"))
    x = picture.reshape(10, SIZE, 10, SIZE, 3).swapaxes(1, 2).reshape(100, SIZE, SIZE, 3)
    return x, torch.tensor(json.loads((HERE / "faces" / "sheet.json").read_text()))


def near(x, name: str, index: int) -> np.ndarray:
    """Which pixels of x [..., 3] are within the jitter of a colour's name."""
    named = np.array([int(COLOURS[name][index][at : at + 2], 16) for at in (0, 2, 4)])
    return (np.abs(x.astype(int) - named) <= 10).all(-1)


def column(y, name: str) -> list[int]:
    return y[:, [attribute.name for attribute in ATTRIBUTES].index(name)].tolist()


def test_the_ground_is_the_colour_it_is_called(sheet):
    x, y = sheet
    for face, index in zip(x, column(y, "ground"), strict=True):
        found = [near(face[:2], "ground", i).sum() for i in range(len(COLOURS["ground"]))]
        assert int(np.argmax(found)) == index


def test_the_shirt_is_the_colour_it_is_called(sheet):
    x, y = sheet
    seen = [near(face[12:], "shirt", index).sum() for face, index in zip(x, column(y, "shirt"), strict=True)]
    assert min(seen) >= 2  # some are strapped or striped in lighter shades
    assert np.mean(seen) >= 12


def test_the_hair_is_seen_in_the_colour_it_is_called(sheet):
    x, y = sheet
    seen = [near(face, "hair", index).sum() for face, index in zip(x, column(y, "hair"), strict=True)]
    assert min(seen) >= 3  # the rest of it may be shaded
    assert np.mean(seen) >= 12


def test_only_long_hair_comes_down_beside_the_neck(sheet):
    x, y = sheet
    low = [near(face[9:12], "hair", hair).sum() for face, hair in zip(x, column(y, "hair"), strict=True)]
    long = np.array(column(y, "length")) == BY_NAME["length"].values.index("long")
    beard = np.array(column(y, "beard")) == BY_NAME["beard"].values.index("beard")
    low = np.array(low)
    assert np.median(low[long & ~beard]) >= 4
    assert np.median(low[~long & ~beard]) == 0


def test_one_value_of_each_attribute_is_hot(sheet):
    _, y = sheet
    hot = attributes.one_hot(y)
    assert hot.shape == (100, attributes.TOTAL)
    assert (hot.sum(1) == len(ATTRIBUTES)).all()
    assert torch.equal(attributes.read(hot), y)


def plain(number: int) -> tuple[np.ndarray, np.ndarray]:
    """A split of one picture that no other number has, with the first value of everything."""
    return np.full((1, SIZE, SIZE, 3), number, np.uint8), np.zeros((1, len(ATTRIBUTES)), np.uint8)


def test_a_shared_image_is_refused():
    apart = {"train": plain(1), "judge": plain(2), "test": plain(3)}
    dataset.check(apart)
    with pytest.raises(ValueError, match="image of train in test"):
        dataset.check({**apart, "test": plain(1)})


@pytest.mark.parametrize("pair", HELD_OUT, ids=lambda pair: " with ".join(pair.values()))
def test_a_held_out_pair_in_training_is_refused_and_elsewhere_is_not(pair):
    x, y = plain(5)
    for i, attribute in enumerate(ATTRIBUTES):
        if attribute.name in pair:
            y[:, i] = attribute.values.index(pair[attribute.name])
    dataset.check({"train": plain(4), "judge": (x, y)})
    with pytest.raises(ValueError, match="expected no"):
        dataset.check({"train": (x, y), "judge": plain(4)})


@pytest.mark.skipif(not PACKAGES.exists(), reason="npm install in training/ brings the renderer")
def test_rendering_again_gives_the_committed_faces_and_keeps_pairs_out(sheet, tmp_path):
    first = dataset.SPLITS["train"][0]
    x, y = dataset.render(first, 400, False, tmp_path / "a.bin")
    again, _ = dataset.render(first, 400, False, tmp_path / "b.bin")
    with_pairs = dataset.render(first, 400, True, tmp_path / "c.bin")
    assert np.array_equal(x, again)
    dataset.check({"train": (x, y)})
    with pytest.raises(ValueError, match="expected no"):
        dataset.check({"train": with_pairs})
    first, count, held_out = dataset.SPLITS["test"]
    order = torch.randperm(count, generator=torch.Generator().manual_seed(0))  # that of data.load
    one, values = dataset.render(first + int(order[0]), 1, held_out, tmp_path / "d.bin")
    assert np.array_equal(one[0], sheet[0][0])
    assert values[0].tolist() == sheet[1][0].tolist()


@pytest.mark.skipif(not PACKAGES.exists(), reason="npm install in training/ brings the renderer")
def test_a_usage_error_is_one_sentence():
    run = subprocess.run(["node", dataset.HERE / "render.mjs"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr.startswith("Usage: ")
