"""The loss that teaches a classifier its gradient, by hand."""

import torch
import torch.nn.functional as F

import train_classifier
import train_unet


class Linear(torch.nn.Module):
    """Logits that are linear in x_t: the gradient of log p(y | x_t) is W_y - sum_k p_k W_k."""

    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.randn(3, 16, generator=torch.Generator().manual_seed(1)))

    def forward(self, xt, t):
        return xt.flatten(1) @ self.weight.T


class Tenth(torch.nn.Module):
    """A denoiser that takes a tenth of x_t for noise."""

    def forward(self, xt, t, return_dict):
        return (0.1 * xt,)


def test_score_matching_is_the_error_of_the_guided_noise_prediction():
    schedule = train_unet.scheduler()
    generator = torch.Generator().manual_seed(2)
    x0, y = torch.randn(32, 1, 4, 4, generator=generator), torch.arange(32) % 3
    seed = 5
    xt, t, noise = train_unet.noised(schedule, x0, torch.Generator().manual_seed(seed))
    classifier = Linear()

    error, cross_entropy = train_classifier.score_matching(
        schedule, Tenth(), classifier, x0, y, torch.Generator().manual_seed(seed)
    )

    with torch.no_grad():
        logits = classifier(xt, t)
        gradient = (classifier.weight[y] - logits.softmax(1) @ classifier.weight).view_as(xt)
        variance = 1 - schedule.alphas_cumprod[t]
        guided = 0.1 * xt - variance.sqrt()[:, None, None, None] * gradient
        by_hand = (variance * (noise - guided).square().sum((1, 2, 3)) / 2).mean()
    torch.testing.assert_close(error, by_hand)
    torch.testing.assert_close(cross_entropy, F.cross_entropy(logits, y))


def test_score_matching_teaches_the_weights_through_the_gradient():
    schedule = train_unet.scheduler()
    x0, y = torch.zeros(8, 1, 4, 4), torch.arange(8) % 3
    classifier = Linear()
    error, _ = train_classifier.score_matching(schedule, Tenth(), classifier, x0, y, torch.Generator().manual_seed(0))
    (slope,) = torch.autograd.grad(error, classifier.weight)
    assert slope.abs().max() > 1e-3


def test_labels_are_smoothed_at_high_noise_alone():
    labels = F.one_hot(torch.tensor([1, 1, 1, 1]), 4)
    target = train_classifier.smoothed(labels, torch.tensor([0.3, 0.5, 0.55, 0.9]), 0.8)
    expected = [[0, 1, 0, 0], [0, 1, 0, 0], [0.1, 0.7, 0.1, 0.1], [0.2, 0.4, 0.2, 0.2]]
    torch.testing.assert_close(target, torch.tensor(expected))
