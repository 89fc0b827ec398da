"""A grown denoiser begins as the one that it was grown from, and can learn in every part."""

import pytest
import torch

from words.denoiser import TextDenoiser
from words.growth import fill

SIZE = {"vocab_size": 9, "length": 5, "embedding_dim": 3, "width": 8, "heads": 2}


def test_a_deeper_self_conditioned_network_begins_as_the_same_function():
    torch.manual_seed(0)
    smaller = TextDenoiser(**SIZE, layers=2)
    larger = TextDenoiser(**SIZE, layers=6, self_condition=True)
    xt, t, before = torch.randn(4, 5, 3), torch.tensor([0, 10, 500, 1999]), torch.randn(4, 5, 3)
    assert not torch.allclose(larger(xt, t, before), smaller(xt, t), atol=1e-3)
    fill(larger, smaller)
    torch.testing.assert_close(larger(xt, t, before), smaller(xt, t))
    larger(xt, t, before).square().sum().backward()
    for block in larger.transformer.blocks:
        assert block.ff.net[2].weight.grad.abs().max() > 0


def test_a_size_that_does_not_grow_is_refused():
    smaller = TextDenoiser(**SIZE, layers=2, self_condition=True)
    with pytest.raises(ValueError, match="multiple of 2 layers, got 8 and 3"):
        fill(TextDenoiser(**SIZE, layers=3, self_condition=True), smaller)
    with pytest.raises(ValueError, match="self-conditioned"):
        fill(TextDenoiser(**SIZE, layers=2), smaller)
