"""Reference numbers of networks: PyTorch's output and input gradient from stored weights, computed in float32."""

import hashlib
import json
from functools import partial
from pathlib import Path

import torch
from diffusers import UNet2DModel
from safetensors.torch import load_file, save_file

import fixtures_options
from judge import Judge
from noisy_classifier import NoisyClassifier

METADATA = {"source": "training/make_fixtures.py"}
OLD_NAMES = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}


def shake(model: torch.nn.Module, generator: torch.Generator) -> None:
    """Moves every parameter off its initial value, so that no bias is 0 and no scale is 1."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn(parameter.shape, generator=generator))


def store(model: torch.nn.Module, path: Path, dtype: torch.dtype, *, old_names: bool = False) -> None:
    """Stores the weights and gives the model back what was stored, in float32."""
    state = {name: tensor.to(dtype).contiguous() for name, tensor in model.state_dict().items()}
    model.load_state_dict({name: tensor.float() for name, tensor in state.items()})
    save_file({renamed(name) if old_names else name: tensor for name, tensor in state.items()}, path, METADATA)


def renamed(name: str) -> str:
    """The name that diffusers gave a tensor of an attention block before 0.13."""
    for new, old in OLD_NAMES.items():
        name = name.replace(f".{new}.", f".{old}.")
    return name


def write_config(model, path: Path) -> None:
    """config.json as save_pretrained writes it."""
    config = json.loads(model.to_json_string())
    path.write_text(json.dumps(config, indent=1) + "\n")


def draw(sample_shape: tuple[int, ...], batch: int, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """x_t [B, C, H, W] and t [B]: both ends of the chain and something between."""
    x = torch.randn((batch, *sample_shape), generator=generator)
    between = torch.randint(1, 999, (batch,), generator=generator)
    t = torch.tensor([999, 0] + between.tolist())[:batch] if batch > 1 else between
    return x, t


def sample_shape(config) -> tuple[int, int, int]:
    size = config["sample_size"]
    height, width = (size, size) if isinstance(size, int) else size
    return config["in_channels"], height, width


def unet_reference(model: UNet2DModel, x: torch.Tensor, t: torch.Tensor, generator: torch.Generator) -> dict:
    """Output and the gradient of sum(output * w) with respect to x."""
    x = x.clone().requires_grad_(True)
    output = model(x, t).sample
    w = torch.randn(output.shape, generator=generator)
    (gradient,) = torch.autograd.grad((output * w).sum(), x)
    return {"x": x.detach(), "t": t.float(), "w": w, "output": output.detach(), "gradient": gradient}


def classifier_reference(model: NoisyClassifier, x: torch.Tensor, t: torch.Tensor, y: torch.Tensor) -> dict:
    """Log probabilities and the gradient of log p(y | x_t)."""
    x = x.clone().requires_grad_(True)
    logits = model(x, t)
    log_probs = torch.log_softmax(logits, dim=1)
    (gradient,) = torch.autograd.grad(log_probs[torch.arange(len(y)), y].sum(), x)
    return {
        "x": x.detach(),
        "t": t.float(),
        "y": y.float(),
        "logits": logits.detach(),
        "log_probs": log_probs.detach(),
        "gradient": gradient,
    }


def save_reference(tensors: dict[str, torch.Tensor], path: Path, **metadata: str) -> None:
    save_file({name: tensor.float().contiguous() for name, tensor in tensors.items()}, path, {**METADATA, **metadata})


def write_unets(folder: Path) -> list[str]:
    """One denoiser a row of the covering array; returns the names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for index, row in enumerate(fixtures_options.covering_rows()):
        name = f"unet-{index:02d}"
        generator = torch.Generator().manual_seed(index)
        torch.manual_seed(index)
        model = UNet2DModel(**fixtures_options.unet_config(row)).eval()
        shake(model, generator)
        dtype = getattr(torch, row["dtype"])
        store(model, folder / f"{name}.weights.safetensors", dtype, old_names=row["tensor_names"] == "old")
        write_config(model, folder / f"{name}.config.json")
        x, t = draw(sample_shape(model.config), 2, generator)
        if index % 2:
            t = t.flip(0)
        save_reference(unet_reference(model, x, t, generator), folder / f"{name}.reference.safetensors")
        names.append(name)
    return names


CLASSIFIERS = [
    {
        "sample_size": 8,
        "in_channels": 1,
        "block_out_channels": (8, 12),
        "norm_num_groups": 4,
        "attention_head_dim": 4,
    },
    {
        "sample_size": (12, 8),
        "in_channels": 3,
        "block_out_channels": (8, 8, 12),
        "norm_num_groups": 2,
        "attention_head_dim": None,
        "resnet_time_scale_shift": "scale_shift",
        "flip_sin_to_cos": False,
        "freq_shift": 1,
        "center_input_sample": True,
    },
    {
        "sample_size": 10,
        "in_channels": 1,
        "block_out_channels": (8, 8),
        "norm_num_groups": 4,
        "attention_head_dim": 8,
        "downsample_padding": 0,
        "add_attention": False,
        "mid_block_scale_factor": 1.5,
        "layers_per_block": 2,
    },
]


def write_classifiers(folder: Path) -> list[str]:
    names = []
    for index, arguments in enumerate(CLASSIFIERS):
        name = f"classifier-{index:02d}"
        generator = torch.Generator().manual_seed(100 + index)
        torch.manual_seed(100 + index)
        levels = len(arguments["block_out_channels"])
        kinds = tuple("DownBlock2D" if level == 0 else "AttnDownBlock2D" for level in range(levels))
        labels = {str(i): f"class {i}" for i in range(4 + index)}
        model = NoisyClassifier(id2label=labels, down_block_types=kinds, **arguments).eval()
        shake(model, generator)
        store(model, folder / f"{name}.weights.safetensors", torch.float16)
        write_config(model, folder / f"{name}.config.json")
        x, t = draw(sample_shape(model.config), 3, generator)
        y = torch.tensor([index, 3, 0])
        save_reference(classifier_reference(model, x, t, y), folder / f"{name}.reference.safetensors")
        names.append(name)
    return names


def write_judge(folder: Path) -> list[str]:
    name = "judge-00"
    generator = torch.Generator().manual_seed(200)
    torch.manual_seed(200)
    model = Judge({str(i): str(i) for i in range(5)}, 9, 3, [4, 6, 8], [1, 2, 1]).eval()
    shake(model, generator)
    store(model, folder / f"{name}.weights.safetensors", torch.float16)
    (folder / f"{name}.config.json").write_text(json.dumps(model.config, indent=1) + "\n")
    x = torch.randn((3, 3, 9, 9), generator=generator)
    with torch.no_grad():
        probs, features = model(x).softmax(dim=1), model.features(x)
    save_reference({"x": x, "probs": probs, "features": features}, folder / f"{name}.reference.safetensors")
    return [name]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def bars(size: int, channels: int) -> torch.Tensor:
    """A picture in [-1, 1] that is no noise: a bright bar on black, [1, C, H, W]."""
    x0 = torch.full((1, channels, size, size), -1.0)
    x0[:, :, size // 6 : -size // 6, size // 2 - 2 : size // 2 + 2] = 1.0
    return x0


def write_pack(pack: Path, folder: Path) -> list[str]:
    """A trained pack at several t; which weights it was is kept as their SHA-256, for the test to compare."""
    unet_path = pack / "unet" / "diffusion_pytorch_model.safetensors"
    unet = UNet2DModel.from_config(UNet2DModel.load_config(pack / "unet")).eval()
    unet.load_state_dict({name: tensor.float() for name, tensor in load_file(unet_path).items()})
    generator = torch.Generator().manual_seed(300)
    channels, size, _ = sample_shape(unet.config)
    t = torch.tensor([999, 750, 500, 250, 9])  # 9: the last of 100 trailing steps
    abar = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000), dim=0)[t].view(-1, 1, 1, 1)
    noise = torch.randn((len(t), channels, size, size), generator=generator)
    x = abar.sqrt() * bars(size, channels) + (1 - abar).sqrt() * noise
    classes = unet.config.num_class_embeds
    if classes is None:
        denoised = unet_reference(unet, x, t, generator)
    else:  # some told, and one told of none: the null class is the last
        y = torch.tensor([7, 1, classes - 1, 1, 7])
        told = partial(unet, class_labels=y)
        denoised = {**unet_reference(told, x, t, generator), "y": y}
    name = pack.name
    save_reference(denoised, folder / f"{name}.unet.reference.safetensors", weights=sha256(unet_path))
    if not (pack / "classifier").is_dir():  # its classifier is another pack's, which has a reference of its own
        return [f"{name}.unet"]
    classifier_path = pack / "classifier" / "model.safetensors"
    guided = classifier_reference(NoisyClassifier.read(pack / "classifier"), x, t, torch.tensor([7, 1, 7, 1, 7]))
    save_reference(guided, folder / f"{name}.classifier.reference.safetensors", weights=sha256(classifier_path))
    return [f"{name}.unet", f"{name}.classifier"]
