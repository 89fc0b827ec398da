"""Reference numbers of faces, in float32 from stored weights: a small CLIP and its denoiser, and a trained pack.

Of a pack: the denoiser; the classifier's log p of all values; both CLIPs' embeddings; every guide's value and its
gradient by x_t for two prompts; and short runs from the noise of given seeds, unguided and with each guide. A run is
computed from the reference's own x_t, so that a test can check each step alone as well as the whole.
"""

import json
from pathlib import Path

import numpy as np
import torch
from diffusers import UNet2DModel
from PIL import Image

from chain import Sampler, chain
from faces.attributes import SIZE, log_probs
from faces.captions import tokens
from faces.clip import Clip, TextEncoder
from faces.guides import gradient_of, toward, toward_on_x0
from faces.prompts import Prompt, prompt
from faces.sampling import Faces
from fixtures_networks import save_reference, sha256, shake, store, unet_reference, write_config
from noisy_classifier import NoisyClassifier
from train_unet import scheduler

WORDS = ["<padding>", "<unknown>", "a", "blue", "face", "hair", "hat", "red", "with"]
SMALL = {"length": 6, "width": 8, "layers": 2, "heads": 2, "dimensions": 5}
PROMPTS = [prompt(hair="blue", hat="hat"), prompt(glasses="dark glasses")]
RUNS = {"unguided": None, "classifier": "classifier", "clip": "clip", "clip-clean": "clip-clean on x_0"}
STEPS, KEPT, SCALE = 50, 3, 4.0


def write(folder: Path) -> None:
    """The small text encoder with its weights and embeddings: full, padded and unknown words; then a CLIP with it."""
    folder.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator().manual_seed(700)
    torch.manual_seed(700)
    text = TextEncoder(WORDS, **SMALL).eval()
    shake(text, generator)
    store(text, folder / "small-text.weights.safetensors", torch.float16)
    (folder / "small-text.config.json").write_text(json.dumps(text.config, indent=1) + "\n")
    read = torch.tensor([[2, 4, 8, 2, 7, 6], [3, 5, 0, 0, 0, 0], [1, 5, 8, 6, 0, 0]])
    with torch.no_grad():
        embeddings = text(read)
    save_reference({"tokens": read, "embedding": embeddings}, folder / "small-text.reference.safetensors")
    write_clip(folder, text, embeddings)


def write_clip(folder: Path, text: TextEncoder, embeddings: torch.Tensor) -> None:
    """A small image encoder as a guide on x_t, and as one on x_0 through a small denoiser."""
    generator = torch.Generator().manual_seed(710)
    torch.manual_seed(710)
    shared = {"sample_size": 8, "in_channels": 3, "block_out_channels": (4, 8), "norm_num_groups": 2}
    shared |= {"layers_per_block": 1, "attention_head_dim": 4, "down_block_types": ("DownBlock2D", "AttnDownBlock2D")}
    labels = {str(i): f"dimension {i}" for i in range(SMALL["dimensions"])}
    image = NoisyClassifier(id2label=labels, resnet_time_scale_shift="scale_shift", **shared).eval()
    unet = UNet2DModel(out_channels=3, up_block_types=("AttnUpBlock2D", "UpBlock2D"), **shared).eval()
    for name, model in (("small-image", image), ("small-unet", unet)):
        shake(model, generator)
        store(model, folder / f"{name}.weights.safetensors", torch.float16)
        write_config(model, folder / f"{name}.config.json")
    clip, schedule = Clip(image, text).requires_grad_(False), scheduler()
    x = torch.randn((3, 3, 8, 8), generator=generator)
    t, targets = torch.tensor([999, 400, 0]), torch.tensor([2, 0, 1])
    ways = {"clip": toward(clip, embeddings), "clip-on-x0": toward_on_x0(clip, unet, schedule.config, embeddings)}
    for name, value in ways.items():
        found = {**guide_reference(value, x, t, targets), "texts": embeddings, "scale": clip.scale().detach()}
        save_reference(found, folder / f"small-{name}.guide.reference.safetensors")


def some_faces(pack: Path, count: int) -> torch.Tensor:
    """The first faces of a pack's sample sheet, [count, C, H, W] in [-1, 1]."""
    row = np.asarray(Image.open(pack / "sheet.png").convert("RGB"))[:SIZE, : count * SIZE]
    return torch.from_numpy(row.reshape(SIZE, count, SIZE, 3).transpose(1, 3, 0, 2) / 127.5 - 1).float()


def guide_reference(value, x: torch.Tensor, t: torch.Tensor, targets: torch.Tensor) -> dict:
    """A guide's value and gradient, one t after the other as a chain asks for them."""
    values, gradients = [], []
    for one, at, target in zip(x.split(1), t.tolist(), targets.split(1), strict=True):
        own = one.clone().requires_grad_(True)
        found = value(own, at, target)
        values.append(found.detach())
        gradients.append(torch.autograd.grad(found.sum(), own)[0])
    return {"x": x, "t": t, "targets": targets, "value": torch.cat(values), "gradient": torch.cat(gradients)}


def run_reference(faces: Faces, guide: str | None, prompts: list[Prompt], sampler: Sampler) -> dict:
    """The first KEPT of STEPS steps of a lane for each prompt, [KEPT, B, H, W, C], with seeds 0, 1, ..."""
    count = len(prompts)
    run = chain(
        faces.pack.predict,
        gradient_of(faces.guides[guide](prompts)) if guide else None,
        faces.pack.scheduler,
        seeds=np.arange(count),
        targets=np.arange(count),
        scales=np.full(count, SCALE),
        shape=faces.pack.shape,
        steps=STEPS,
        sampler=sampler,
    )
    done = [step for step, _ in zip(run, range(KEPT), strict=False)]
    names = ("xt", "eps", "pred_x0", "mean", "mean_shift", "x_prev")
    arrays = {name: torch.from_numpy(np.stack([getattr(step, name) for step in done])) for name in names}
    return {**arrays, "t": torch.tensor([step.transition.t for step in done])}


def write_pack(folder: Path, out: Path) -> None:
    """A trained pack; which weights it was is kept as their SHA-256, and the prompts as text."""
    out.mkdir(parents=True, exist_ok=True)
    faces, generator = Faces(folder, STEPS, out), torch.Generator().manual_seed(800)
    hashes = {
        str(path.parent.relative_to(folder)): sha256(path)
        for path in sorted(folder.rglob("*.safetensors"))
        if path.parent.name != "judge"
    }
    metadata = {"weights": json.dumps(hashes), "prompts": json.dumps([one.text for one in PROMPTS])}

    def save(name: str, tensors: dict) -> None:
        save_reference(tensors, out / f"{folder.name}.{name}.reference.safetensors", **metadata)

    t = torch.tensor([999, 750, 500, 250, 19])  # 19: the last of 50 trailing steps
    clean = some_faces(folder, len(t))
    x = scheduler().add_noise(clean, torch.randn(clean.shape, generator=generator), t)
    targets = torch.arange(len(t)) % len(PROMPTS)
    save("unet", unet_reference(faces.pack.unet, x, t, generator))
    with torch.no_grad():
        read = torch.stack([tokens(one.text) for one in PROMPTS])
        seen = {f"{name}.image": clip.see(x, t) for name, clip in faces.clips.items()}
        said = {f"{name}.text": clip.text(read) for name, clip in faces.clips.items()}
        log_p = log_probs(faces.pack.classifier(x, t))
    save("readers", {"x": x, "t": t, "tokens": read, "log_probs": log_p, **seen, **said})
    for name, guide in RUNS.items():
        if guide is not None:
            save(f"{name}.guide", guide_reference(faces.guides[guide](PROMPTS), x, t, targets))
        for kind in ("ddpm", "ddim"):
            if kind == "ddpm" or name == "clip":
                save(f"{name}.{kind}", run_reference(faces, guide, PROMPTS, Sampler(kind)))
