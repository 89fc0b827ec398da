"""A pack's networks in float32 PyTorch, as functions over NHWC arrays for the chain and the measures."""

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from diffusers import UNet2DModel

from judge import Judge
from noisy_classifier import NoisyClassifier

CHUNK = 64
Array = np.ndarray
torch.set_num_threads(1)  # whole chunks run side by side instead, which a shared CPU bears better
pool = ThreadPoolExecutor(os.cpu_count())


def to_torch(x: Array) -> torch.Tensor:
    """[B, H, W, C] to [B, C, H, W]."""
    return torch.from_numpy(np.ascontiguousarray(x)).permute(0, 3, 1, 2)


def to_numpy(x: torch.Tensor) -> Array:
    """[B, C, H, W] to [B, H, W, C]."""
    return x.permute(0, 2, 3, 1).contiguous().numpy()


class Pack:
    """Opens a pack's folder. All arrays are float32 [B, H, W, C] unless said otherwise."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.settings = json.loads((folder / "nudge.json").read_text())
        self.scheduler = json.loads((folder / "scheduler" / "scheduler_config.json").read_text())
        self.unet = UNet2DModel.from_pretrained(folder / "unet").float().eval().requires_grad_(False)
        guides = [guide for guide in self.settings["guides"] if guide["kind"] in ("classifier", "attributes")]
        # in the pack itself, or in the one beside it: "../digits/classifier"
        self.guide_folder, self.judge_folder = folder / guides[0]["path"], folder / self.settings["judge"]
        self.classifier = NoisyClassifier.read(self.guide_folder)
        self.judge = Judge.read(self.judge_folder)
        self.labels = list(self.judge.config["id2label"].values())
        size, channels = self.unet.config.sample_size, self.unet.config.in_channels
        self.shape = (size, size, channels)

    def digest(self) -> str:
        """Names the weights that sampling depends on."""
        hashed = hashlib.sha256()
        unet = self.folder / "unet" / "diffusion_pytorch_model.safetensors"
        for part in (unet, self.guide_folder / "model.safetensors"):
            hashed.update(part.read_bytes())
        return hashed.hexdigest()[:12]

    def predict(self, xt: Array, t: int) -> Array:
        """The U-Net's eps at (x_t, t); that without a class, where it can be told one."""
        null = self.settings.get("nullClass")
        return self._eps(xt, t, None if null is None else np.full(len(xt), null))

    def classifier_free(self, scale: float, targets: Array):
        """`predict` with classifier-free guidance toward `targets` [B]: eps_u + s (eps_c - eps_u).

        Ho & Salimans 2022, eq. 6, with s = w + 1: s = 1 is the network that is told the class, 0 the one that is not.
        """

        def predict(xt: Array, t: int) -> Array:
            without, told = self.predict(xt, t), self._eps(xt, t, targets)
            return without + scale * (told - without)

        return predict

    def _eps(self, xt: Array, t: int, classes: Array | None) -> Array:
        @torch.no_grad()
        def eps(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
            return self.unet(x, t, class_labels=None if classes is None else y, return_dict=False)[0]

        labels = torch.zeros(len(xt), dtype=torch.int64) if classes is None else torch.from_numpy(classes).long()
        chunks = pool.map(eps, to_torch(xt).split(CHUNK), labels.split(CHUNK))
        return to_numpy(torch.cat(list(chunks)))

    def gradient(self, xt: Array, t: int, targets: Array) -> Array:
        """The gradient of log p(y | x_t) by x_t."""

        def gradient(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
            x = x.detach().requires_grad_()
            log_p = self.classifier(x, torch.tensor(t)).log_softmax(1).gather(1, y[:, None])
            return torch.autograd.grad(log_p.sum(), x)[0]

        chunks = pool.map(gradient, to_torch(xt).split(CHUNK), torch.from_numpy(targets).split(CHUNK))
        return to_numpy(torch.cat(list(chunks)))

    @torch.no_grad()
    def verdicts(self, x0: Array) -> tuple[Array, Array, Array]:
        """The judge's labels [B], its probability of them [B], and its features [B, K]."""
        features = torch.cat([self.judge.features(x) for x in to_torch(x0).split(CHUNK)])
        confidence, labels = self.judge.classifier(features).softmax(1).max(1)
        return labels.numpy(), confidence.numpy(), features.numpy()
