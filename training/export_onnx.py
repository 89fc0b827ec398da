"""Exports a pack's networks as ONNX for the bench: `eps` of the U-Net and `log_p` of the noisy classifier.

    python export_onnx.py --pack ../models/digits  # ../bench/onnx/digits-unet.onnx, digits-classifier.onnx
    python export_onnx.py --large                  # ../bench/onnx/large: the large network, as a pack and as ONNX

Inputs are xt [B, C, H, W] and t [B], both float32. Weights are stored as the pack stores them, in float16 behind a
cast that a runtime folds away when it loads the file; the arithmetic is float32.

`--large` makes google/ddpm-cifar10-32's configuration (35.7 M parameters) with random weights: the bench wants its
size, not its pictures. Both files take 150 MB and are not committed.
"""

import argparse
import logging
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from diffusers import DDPMPipeline, DDPMScheduler, UNet2DModel
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from noisy_classifier import NoisyClassifier

OPSET = 17
LARGE = {  # https://huggingface.co/google/ddpm-cifar10-32/blob/main/config.json
    "sample_size": 32,
    "in_channels": 3,
    "out_channels": 3,
    "block_out_channels": (128, 256, 256, 256),
    "down_block_types": ("DownBlock2D", "AttnDownBlock2D", "DownBlock2D", "DownBlock2D"),
    "up_block_types": ("UpBlock2D", "UpBlock2D", "AttnUpBlock2D", "UpBlock2D"),
    "layers_per_block": 2,
    "attention_head_dim": None,
    "downsample_padding": 0,
    "flip_sin_to_cos": False,
    "freq_shift": 1,
    "norm_eps": 1e-6,
    "norm_num_groups": 32,
}


class Eps(nn.Module):
    def __init__(self, unet: UNet2DModel):
        super().__init__()
        self.unet = unet

    def forward(self, xt: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        return self.unet(xt, t, return_dict=False)[0]


class LogP(nn.Module):
    def __init__(self, classifier: NoisyClassifier):
        super().__init__()
        self.classifier = classifier

    def forward(self, xt: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        return self.classifier(xt, t).log_softmax(1)


def export(network: nn.Module, shape: tuple[int, ...], output: str, path: Path) -> None:
    """Writes `network` of xt [B, *shape] and t [B] with a free batch size."""
    given = (torch.randn(2, *shape), torch.tensor([5.0, 900.0]))
    free = {name: {0: "B"} for name in ("xt", "t", output)}
    with warnings.catch_warnings():  # the tracer's, of branches on the batch size that small batches never take
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval().requires_grad_(False),
            given,
            path,
            input_names=["xt", "t"],
            output_names=[output],
            dynamic_axes=free,
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load(path)
    store_half(model.graph)
    onnx.checker.check_model(model)
    onnx.save(model, path)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, {len(model.graph.node)} nodes")


def store_half(graph: onnx.GraphProto) -> None:
    """Turns every float32 weight that float16 holds exactly into float16 and a cast."""
    casts = []
    for tensor in graph.initializer:
        if tensor.data_type != TensorProto.FLOAT:
            continue
        values = numpy_helper.to_array(tensor)
        half = values.astype(np.float16)
        if not np.array_equal(half.astype(np.float32), values):
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(half, f"{name}.half"))
        casts.append(helper.make_node("Cast", [tensor.name], [name], to=TensorProto.FLOAT))
    for position, cast in enumerate(casts):
        graph.node.insert(position, cast)


def export_pack(pack: Path, out: Path) -> None:
    unet = UNet2DModel.from_pretrained(pack / "unet").float()
    size = unet.config.sample_size
    height, width = (size, size) if isinstance(size, int) else size
    shape = (unet.config.in_channels, height, width)
    export(Eps(unet), shape, "eps", out / f"{pack.name}-unet.onnx")
    if (pack / "classifier").is_dir():
        classifier = NoisyClassifier.read(pack / "classifier")
        export(LogP(classifier), shape, "log_p", out / f"{pack.name}-classifier.onnx")


def make_large(pack: Path) -> None:
    """A pack with the large network and random weights; PyTorch's own initial ones, from seed 0."""
    torch.manual_seed(0)
    unet = UNet2DModel(**LARGE)
    DDPMPipeline(unet.half(), DDPMScheduler()).save_pretrained(pack)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, default=Path("../models/digits"))
    parser.add_argument("--large", action="store_true", help="make the large network instead")
    parser.add_argument("--out", type=Path, default=Path("../bench/onnx"))
    args = parser.parse_args()
    logging.getLogger("diffusers").setLevel(logging.ERROR)
    args.out.mkdir(parents=True, exist_ok=True)
    pack = args.pack.resolve()
    if args.large:
        pack = args.out / "large"
        make_large(pack)
    export_pack(pack, args.out)


if __name__ == "__main__":
    main()
