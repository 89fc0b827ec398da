"""A network's tensors as a pack stores them: model.safetensors, float16."""

from pathlib import Path

import torch
from diffusers.configuration_utils import ConfigMixin
from diffusers.models.modeling_utils import ModelMixin
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


class Stored(ModelMixin, ConfigMixin):
    """A network of ours with diffusers' config, which a pack holds as config.json and model.safetensors."""

    def write(self, folder: Path) -> None:
        """Writes both as packs have them, the weights in float16."""
        self.save_config(folder)
        write(self, folder)

    @classmethod
    def read(cls, folder: Path) -> "Stored":
        """Opens what `write` wrote, in float32, for evaluation."""
        return read(cls.from_config(cls.load_config(folder)), folder)
