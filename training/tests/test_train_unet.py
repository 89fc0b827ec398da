"""The losses of train_unet.py, by hand."""

import torch

import train_unet


class Silence(torch.nn.Module):
    """A denoiser that predicts no noise: its error is the noise itself."""

    def forward(self, xt, t, return_dict):
        return (torch.zeros_like(xt),)


def test_p2_weighs_each_t_by_the_share_of_noise_in_it():
    schedule = train_unet.scheduler()
    x0 = torch.zeros(4000, 1, 4, 4)
    seed = 3
    _, t, noise = train_unet.noised(schedule, x0, torch.Generator().manual_seed(seed))
    errors = noise.square().mean((1, 2, 3))
    signal_to_noise = schedule.alphas_cumprod[t] / (1 - schedule.alphas_cumprod[t])

    plain = train_unet.loss_of(schedule)(Silence(), (x0,), torch.Generator().manual_seed(seed))
    p2 = train_unet.loss_of(schedule, p2=True)(Silence(), (x0,), torch.Generator().manual_seed(seed))

    torch.testing.assert_close(plain, errors.mean())
    torch.testing.assert_close(p2, (errors / (1 + signal_to_noise)).mean())
    assert p2 < plain
