"""Exported networks give PyTorch's numbers, and their weights are stored in half the size."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from diffusers import UNet2DModel
from onnx.reference import ReferenceEvaluator

from export_onnx import export_pack
from noisy_classifier import NoisyClassifier

PACK = Path(__file__).parents[2] / "test" / "pack" / "tiny"


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    out = tmp_path_factory.mktemp("onnx")
    export_pack(PACK, out)
    return out


@pytest.mark.parametrize("batch", [1, 3])
def test_exported_networks_agree_with_pytorch(exported, batch):
    xt = torch.randn(batch, 1, 8, 8, generator=torch.Generator().manual_seed(0))
    t = torch.tensor([999.0, 0.0, 500.0])[:batch]
    given = {"xt": xt.numpy(), "t": t.numpy()}
    unet = UNet2DModel.from_pretrained(PACK / "unet").float().eval()
    classifier = NoisyClassifier.read(PACK / "classifier")
    with torch.no_grad():
        expected = {
            "unet": unet(xt, t, return_dict=False)[0],
            "classifier": classifier(xt, t).log_softmax(1),
        }
    for name, numbers in expected.items():
        (output,) = ReferenceEvaluator(onnx.load(exported / f"tiny-{name}.onnx")).run(None, given)
        np.testing.assert_allclose(output, numbers.numpy(), atol=1e-4)


def test_weights_are_stored_in_half_the_size(exported):
    graph = onnx.load(exported / "tiny-unet.onnx").graph
    stored = {tensor.name: tensor.data_type for tensor in graph.initializer}
    weights = [name for name in stored if name.endswith((".weight.half", ".bias.half"))]
    assert len(weights) > 50
    assert all(stored[name] == onnx.TensorProto.FLOAT16 for name in weights)
