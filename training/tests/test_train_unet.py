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


class Listener(torch.nn.Module):
    """A denoiser that predicts no noise and keeps the classes that it was told."""

    def forward(self, xt, t, return_dict, class_labels):
        self.told = class_labels
        return (torch.zeros_like(xt),)


def test_the_class_is_left_out_at_random_in_the_share_that_is_asked_for():
    labels, listener = torch.arange(10).repeat(400), Listener()
    loss = train_unet.loss_of(train_unet.scheduler(), class_dropout=0.15, null=10)
    loss(listener, (torch.zeros(4000, 1, 2, 2), labels), torch.Generator().manual_seed(0))

    left_out = listener.told == 10
    assert abs(left_out.float().mean() - 0.15) < 0.02
    torch.testing.assert_close(listener.told[~left_out], labels[~left_out])
    assert len(labels[left_out].unique()) == 10  # of every class


class Teacher(torch.nn.Module):
    """A denoiser that knows no class and predicts that the noise is half of x_t."""

    def forward(self, xt, t, return_dict):
        return (xt / 2,)


def test_where_no_class_is_told_the_target_is_what_the_teacher_predicts():
    schedule, listener, seed = train_unet.scheduler(), Listener(), 5
    x0, labels = torch.ones(2000, 1, 2, 2), torch.arange(10).repeat(200)
    loss = train_unet.loss_of(schedule, class_dropout=0.3, null=10, teacher=Teacher())
    got = loss(listener, (x0, labels), torch.Generator().manual_seed(seed))

    xt, _, noise = train_unet.noised(schedule, x0, torch.Generator().manual_seed(seed))
    free = (listener.told == 10)[:, None, None, None]
    torch.testing.assert_close(got, torch.where(free, xt / 2, noise).square().mean())
    all_told = train_unet.loss_of(schedule, class_dropout=0.0, null=10, teacher=Teacher())
    torch.testing.assert_close(
        all_told(listener, (x0, labels), torch.Generator().manual_seed(seed)), noise.square().mean()
    )


def test_a_network_that_learns_classes_begins_as_the_one_that_knew_none():
    generator = torch.Generator().manual_seed(1)
    before, after = train_unet.build(8, 8, 1), train_unet.build(8, 8, 1, classes=4)
    train_unet.with_classes(after, before.state_dict())

    x = torch.randn(3, 1, 8, 8, generator=generator)
    t, null = torch.tensor(500), torch.tensor([3, 3, 3])
    torch.testing.assert_close(after(x, t, class_labels=null).sample, before(x, t).sample)
    told = after(x, t, class_labels=torch.tensor([0, 1, 2])).sample
    assert (told - before(x, t).sample).abs().max() > 1e-3
