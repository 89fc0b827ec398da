"""A network's tensors as a pack stores them: model.safetensors, float16."""

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

NAME = "model.safetensors"


def write(model: torch.nn.Module, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: tensor.detach().cpu().half().contiguous() for name, tensor in model.state_dict().items()}
    save_file(state, folder / NAME, metadata={"format": "pt"})


def read(model: torch.nn.Module, folder: Path) -> torch.nn.Module:
    """Fills `model` in float32 from what `write` wrote, and returns it ready for evaluation."""
    model.load_state_dict({name: tensor.float() for name, tensor in load_file(folder / NAME).items()})
    return model.eval().requires_grad_(False)
