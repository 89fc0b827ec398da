"""What the noisy classifier of words learns on, where it learns on the chain's own x_t."""

import torch

from words.schedule import scheduler
from words.train_classifier import of_the_chain

T = 2000


class Stub:
    """A denoiser that always says the same x_0, and a clamp that is watched."""

    def __init__(self, x0):
        self.x0, self.asked, self.clamped = x0, [], 0

    def __call__(self, xt, t):
        self.asked.append(t)
        return self.x0.expand_as(xt)

    def clamp(self, x0):
        self.clamped += 1
        return x0


def test_through_a_denoiser_that_knows_x0_it_is_the_forward_process():
    x0 = torch.full((20_000, 2, 3), 1.5)
    stub = Stub(x0[:1])
    xt, t = of_the_chain(scheduler(), stub, x0, torch.Generator().manual_seed(0), 100)
    assert stub.clamped == 1
    assert torch.equal(stub.asked[0], (t + 100).clamp(max=T - 1))
    alpha_bars = scheduler().alphas_cumprod
    for low in range(0, T, 500):
        some = (t >= low) & (t < low + 500)
        standard = (xt[some] - alpha_bars[t[some]].sqrt()[:, None, None] * 1.5) / (1 - alpha_bars[t[some]]).sqrt()[
            :, None, None
        ]
        assert standard.mean().abs() < 0.03
        assert (standard.std() - 1).abs() < 0.03


def test_what_the_denoiser_gets_wrong_is_in_it():
    x0 = torch.full((5_000, 2, 3), 1.5)
    xt, t = of_the_chain(scheduler(), Stub(-x0[:1]), x0, torch.Generator().manual_seed(0), 400)
    early = t < 200
    assert xt[early].mean() < 0.75 * 1.5 * scheduler().alphas_cumprod[t[early]].sqrt().mean()
