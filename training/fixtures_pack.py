"""Whole packs with random weights: tiny, small enough for tests to open by the thousand, 8x8, three classes; and
tiniest, of one level, for a WebGPU without a GPU, to which every layer is another shader to compile."""

import json
import shutil
from pathlib import Path

import torch
from diffusers import DDPMPipeline, DDPMScheduler, UNet2DModel

from fixtures_networks import shake
from judge import Judge
from noisy_classifier import NoisyClassifier

LABELS = {"0": "left", "1": "right", "2": "up"}
NUDGE = {
    "format": 1,
    "title": "",
    "guides": [{"kind": "classifier", "path": "classifier"}],
    "judge": "judge",
    "defaults": {"guidanceScale": 2, "steps": 50},
}


LEVELS = {
    "tiny": (("DownBlock2D", "AttnDownBlock2D"), ("AttnUpBlock2D", "UpBlock2D")),
    "tiniest": (("DownBlock2D",), ("UpBlock2D",)),
}


def write(folder: Path) -> None:
    """The folder's name says which."""
    shutil.rmtree(folder, ignore_errors=True)
    down, up = LEVELS[folder.name]
    generator = torch.Generator().manual_seed(400)
    torch.manual_seed(400)
    shared = {
        "sample_size": 8,
        "in_channels": 1,
        "block_out_channels": (4,) * len(down),
        "down_block_types": down,
        "layers_per_block": 1,
        "norm_num_groups": 2,
        "attention_head_dim": 2,
    }
    unet = UNet2DModel(out_channels=1, up_block_types=up, **shared)
    shake(unet, generator)
    scheduler = DDPMScheduler(timestep_spacing="trailing")
    DDPMPipeline(unet=unet.half(), scheduler=scheduler).save_pretrained(folder)
    classifier = NoisyClassifier(id2label=LABELS, **shared)
    shake(classifier, generator)
    classifier.write(folder / "classifier")
    judge = Judge(LABELS, 8, 1, [3, 4], [2, 1])
    shake(judge, generator)
    judge.write(folder / "judge")
    (folder / "nudge.json").write_text(json.dumps(NUDGE | {"title": folder.name.capitalize()}, indent=2) + "\n")
