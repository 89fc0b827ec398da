"""A larger denoiser that begins as the same function as a smaller one, so that what was learned is not lost.

Deeper: every block of the smaller network is followed by copies of itself whose outputs are zero, so that they add
nothing yet (as Net2Net deepens, Chen et al. 2015, https://arxiv.org/abs/1511.05641). Self-conditioned: the columns
that read the last estimate of x_0 begin at zero. The width stays.
"""

import torch

from words.denoiser import TextDenoiser


@torch.no_grad()
def fill(model: TextDenoiser, smaller: TextDenoiser) -> None:
    """Writes the weights of `smaller` into `model`, whose layers are a multiple of its own."""
    wide, deep = model.config.width, model.config.layers
    if wide != smaller.config.width or deep % smaller.config.layers:
        raise ValueError(
            f"fill: expected width {smaller.config.width} and a multiple of {smaller.config.layers} layers, "
            f"got {wide} and {deep}"
        )
    if smaller.config.self_condition and not model.config.self_condition:
        raise ValueError("fill: expected a self-conditioned network, as the smaller one is, got another")
    copies = deep // smaller.config.layers
    old = smaller.state_dict()
    new = {name: tensor for name, tensor in old.items() if not name.startswith("transformer.blocks.")}
    for index in range(deep):
        block = f"transformer.blocks.{index // copies}."
        for name, tensor in old.items():
            if name.startswith(block):
                part = name.removeprefix(block)
                output = part.startswith(("attn1.to_out.", "ff.net.2."))
                adds_nothing = output and index % copies > 0
                new[f"transformer.blocks.{index}.{part}"] = torch.zeros_like(tensor) if adds_nothing else tensor
    read = "transformer.proj_in.0.weight"
    columns = model.transformer.proj_in[0].in_features - new[read].shape[1]
    new[read] = torch.nn.functional.pad(new[read], (0, columns))
    model.load_state_dict(new)
