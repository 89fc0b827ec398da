"""The judge: a small convolutional network that reads finished samples. It measures and never guides.

It is independent of the noisy classifier in data (clean images only), architecture and training. Nothing but 3x3
convolutions with padding 1 and ReLU, a mean over space and one linear layer, so that it is simple to write twice.
"""

import json
from pathlib import Path

import torch
from torch import nn

import weights


class Judge(nn.Module):
    """x_0 in [-1, 1] to the logits of `id2label`'s classes.

    `channels` and `strides`, one entry a convolution `conv_0`, `conv_1`, ...; `classifier` reads their pooled output.
    """

    def __init__(
        self, id2label: dict[str, str], sample_size: int, in_channels: int, channels: list[int], strides: list[int]
    ):
        super().__init__()
        self.config = {
            "_class_name": "Judge",
            "sample_size": sample_size,
            "in_channels": in_channels,
            "channels": list(channels),
            "strides": list(strides),
            "id2label": id2label,
        }
        inputs = [in_channels, *channels]
        for i, stride in enumerate(strides):
            self.add_module(f"conv_{i}", nn.Conv2d(inputs[i], channels[i], 3, stride=stride, padding=1))
        self.classifier = nn.Linear(channels[-1], len(id2label))

    def features(self, x0: torch.Tensor) -> torch.Tensor:
        """x0 [B, C, H, W] to pooled features [B, channels[-1]], the space of the Fréchet distance."""
        h = x0
        for i in range(len(self.config["channels"])):
            h = torch.relu(self.get_submodule(f"conv_{i}")(h))
        return h.mean(dim=(2, 3))

    def forward(self, x0: torch.Tensor) -> torch.Tensor:
        """x0 [B, C, H, W] to logits [B, classes]."""
        return self.classifier(self.features(x0))

    def write(self, folder: Path) -> None:
        """Writes config.json and model.safetensors (float16) as packs have them."""
        weights.write(self, folder)
        (folder / "config.json").write_text(json.dumps(self.config, indent=2) + "\n")

    @classmethod
    def read(cls, folder: Path) -> "Judge":
        """Opens what `write` wrote, in float32, for evaluation."""
        config = json.loads((folder / "config.json").read_text())
        config.pop("_class_name")
        return weights.read(cls(**config), folder)
