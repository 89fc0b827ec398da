"""The packs in models/ are diffusers pipelines, small enough, and Nudge's own parts open."""

import functools
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import DDPMPipeline

import card
from pack import Pack

MODELS = Path(__file__).parents[2] / "models"
LIMITS = {"faces": 8e6, "digits-conditional": 3e6}  # bytes; 4 MB unless a pack has more to say
PACKS = sorted(path.parent.parent for path in MODELS.glob("*/unet/config.json"))


@pytest.fixture(params=PACKS, ids=lambda path: path.name)
def folder(request):
    return request.param


def test_diffusers_opens_it_and_denoises(folder):
    pipeline = DDPMPipeline.from_pretrained(folder)
    null = json.loads((folder / "nudge.json").read_text()).get("nullClass")
    if null is not None:  # this pipeline tells no class
        pipeline.unet.forward = functools.partial(pipeline.unet.forward, class_labels=torch.full((2,), null))
    pipeline.set_progress_bar_config(disable=True)
    pictures = pipeline(
        batch_size=2, generator=torch.Generator().manual_seed(0), num_inference_steps=3, output_type="np"
    ).images
    size = pipeline.unet.config.sample_size
    assert pictures.shape == (2, size, size, pipeline.unet.config.in_channels)
    assert np.isfinite(pictures).all()


def test_the_index_is_the_pipelines_own(folder, tmp_path):
    DDPMPipeline.from_pretrained(folder).save_pretrained(tmp_path)
    ours, theirs = (json.loads((path / "model_index.json").read_text()) for path in (folder, tmp_path))
    theirs.pop("_name_or_path", None)  # where it was opened from
    assert ours == theirs


def test_a_class_is_an_input_of_the_network_that_knows_classes(folder):
    pack = Pack(folder)
    if "nullClass" not in pack.settings:
        assert pack.unet.config.num_class_embeds is None
        return
    xt = np.random.default_rng(0).normal(size=(2, *pack.shape)).astype(np.float32)
    without, targets = pack.predict(xt, 500), np.array([3, 8])
    np.testing.assert_array_equal(pack.classifier_free(0, targets)(xt, 500), without)
    told = pack.classifier_free(1, targets)(xt, 500)
    assert np.abs(told - without).max() > 1e-3
    np.testing.assert_allclose(pack.classifier_free(2, targets)(xt, 500), 2 * told - without, atol=1e-5)


def test_its_networks_agree_on_the_sample_and_the_classes(folder):
    pack = Pack(folder)
    xt = np.zeros((2, *pack.shape), np.float32)
    assert pack.predict(xt, 500).shape == xt.shape
    gradient = pack.gradient(xt, 500, np.array([0, 1]))
    assert gradient.shape == xt.shape
    assert np.abs(gradient).max() > 0
    labels, confidence, features = pack.verdicts(xt)
    assert labels.shape == confidence.shape == (2,)
    assert features.shape[0] == 2
    assert pack.classifier.config.id2label == pack.judge.config["id2label"]


def test_the_gradient_is_that_of_log_p(folder):
    pack = Pack(folder)
    generator = np.random.default_rng(0)
    xt, direction = generator.normal(size=(2, 1, *pack.shape)).astype(np.float32)
    y, t, h = np.array([3]), 300, 1e-2

    def log_p(x):
        tensor = torch.from_numpy(x).permute(0, 3, 1, 2)
        return pack.classifier(tensor, torch.tensor(t)).log_softmax(1)[0, 3].item()

    slope = (log_p(xt + h * direction) - log_p(xt - h * direction)) / (2 * h)
    assert np.isclose(slope, (pack.gradient(xt, t, y) * direction).sum(), rtol=1e-2, atol=1e-3)


def test_it_is_small(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= LIMITS.get(folder.name, 4e6)
    assert sum(path.stat().st_size for path in Pack(folder).judge_folder.iterdir()) <= 0.2e6


def test_a_part_of_another_pack_is_read_where_it_lies():
    conditional, digits = Pack(MODELS / "digits-conditional"), Pack(MODELS / "digits")
    assert not (MODELS / "digits-conditional" / "classifier").exists()
    assert conditional.guide_folder.resolve() == digits.guide_folder
    assert conditional.judge_folder.resolve() == digits.judge_folder
    x = np.random.default_rng(0).normal(size=(2, *digits.shape)).astype(np.float32)
    y = np.array([3, 8])
    np.testing.assert_array_equal(conditional.gradient(x, 500, y), digits.gradient(x, 500, y))


def test_the_card_says_what_lies_in_another_pack():
    said = card.networks(MODELS / "digits-conditional")
    assert "| Denoiser |" in said
    assert "| Judge, of `digits` |" in said
    assert "Of these 2.35 MB are this folder's." in said
    assert "`" not in card.networks(MODELS / "digits")
    for pack in ("digits", "digits-conditional"):
        assert card.networks(MODELS / pack) in (MODELS / pack / "README.md").read_text()
