"""A whole pack with random weights, small enough for tests to open by the thousand: 8x8, three classes."""

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
    "title": "Tiny",
    "guides": [{"kind": "classifier", "path": "classifier"}],
    "judge": "judge",
    "defaults": {"guidanceScale": 2, "steps": 50},
}


def write(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    generator = torch.Generator().manual_seed(400)
    torch.manual_seed(400)
    shared = {
        "sample_size": 8,
        "in_channels": 1,
        "block_out_channels": (4, 4),
        "down_block_types": ("DownBlock2D", "AttnDownBlock2D"),
        "layers_per_block": 1,
        "norm_num_groups": 2,
        "attention_head_dim": 2,
    }
    unet = UNet2DModel(out_channels=1, up_block_types=("AttnUpBlock2D", "UpBlock2D"), **shared)
    shake(unet, generator)
    scheduler = DDPMScheduler(timestep_spacing="trailing")
    DDPMPipeline(unet=unet.half(), scheduler=scheduler).save_pretrained(folder)
    classifier = NoisyClassifier(id2label=LABELS, **shared)
    shake(classifier, generator)
    classifier.write(folder / "classifier")
    judge = Judge(LABELS, 8, 1, [3, 4], [2, 1])
    shake(judge, generator)
    judge.write(folder / "judge")
    (folder / "nudge.json").write_text(json.dumps(NUDGE, indent=2) + "\n")
