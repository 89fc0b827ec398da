"""The networks of words: rounding, gradients, heads, and what is written and read again."""

import shutil

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from words import fixtures, stages
from words.attributes import SLOTS
from words.denoiser import TextDenoiser
from words.language_judge import LanguageJudge
from words.pack import TextPack, of_length
from words.projection import principal_plane
from words.schedule import scheduler
from words.text_classifier import TextClassifier
from words.train_denoiser import losses, measures
from words.vocabulary import END, PAD, START


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    fixtures.write(folder)
    return TextPack(folder / "small")


def test_rounding_gives_every_word_back(pack):
    words = torch.arange(len(pack.vocabulary))
    rows = pack.denoiser.embedding.weight
    assert torch.equal(pack.denoiser.nearest(rows), words)
    x0 = torch.randn(4, 8, 6, generator=torch.Generator().manual_seed(0))
    assert torch.equal(pack.denoiser.nearest(x0), torch.cdist(x0, rows).argmin(-1))
    assert np.array_equal(pack.clamp(pack.clamp(x0.numpy())), pack.clamp(x0.numpy()))
    assert torch.equal(pack.denoiser.read_off(x0), (x0 @ rows.T + pack.denoiser.head_bias).argmax(-1))


def test_a_network_sees_t_as_a_share_of_its_steps():
    torch.manual_seed(0)
    long = TextDenoiser(9, 6, 4, 16, 1, 2, num_train_timesteps=2000).eval()
    short = TextDenoiser(9, 6, 4, 16, 1, 2, num_train_timesteps=1000).eval()
    short.load_state_dict(long.state_dict())
    x = torch.randn(2, 6, 4)
    assert torch.allclose(long(x, torch.tensor([800, 10])), short(x, torch.tensor([400, 5])), atol=1e-6)
    assert not torch.allclose(long(x, torch.tensor(800)), long(x, torch.tensor(10)), atol=1e-4)


def test_a_sample_does_not_depend_on_its_batch(pack):
    x = np.random.default_rng(0).normal(size=(3, *pack.shape)).astype(np.float32)
    assert np.allclose(pack.predict(x, 900, x)[1:2], pack.predict(x[1:2], 900, x[1:2]), atol=1e-5)


def test_each_head_has_its_values_and_unsaid(tmp_path):
    model = TextClassifier([{"name": slot.name, "values": slot.values} for slot in SLOTS], 6, 4, 16, 1, 2)
    heads = model.log_probs(model(torch.randn(2, 6, 4), torch.tensor(3)))
    assert [head.shape[1] for head in heads] == [8, 7, 7, 4, 3, 3]
    model.write(tmp_path)
    assert TextClassifier.read(tmp_path).sizes == model.sizes  # in the same order
    assert all(torch.allclose(head.exp().sum(1), torch.ones(2)) for head in heads)


def slope(value, x, direction, h=1e-2):
    return (value(x + h * direction) - value(x - h * direction)) / (2 * h)


def test_the_gradient_is_that_of_the_labels_log_p(pack):
    x, direction = np.random.default_rng(1).normal(size=(2, 2, *pack.shape)).astype(np.float32)
    wanted = [{0: 2}, {0: 1, 1: 3}]

    def value(at):
        heads = pack.classifier.log_probs(pack.classifier(torch.from_numpy(at), torch.tensor(300)))
        return np.array([heads[0][0, 2].item(), (heads[0][1, 1] + heads[1][1, 3]).item()])

    log_p, gradient = pack.attributes(wanted)(x, 300, x)
    assert np.allclose(log_p, value(x), atol=1e-5)
    assert np.allclose(slope(value, x, direction), (gradient * direction).sum((1, 2)), rtol=2e-2, atol=2e-3)


def test_the_gradient_of_known_words_goes_through_the_denoiser(pack):
    x, direction, last = np.random.default_rng(2).normal(size=(3, 2, *pack.shape)).astype(np.float32)
    known = np.stack([of_length(3, 8), np.full(8, -1)])
    rows = pack.denoiser.embedding.weight.numpy()

    def value(at):
        away = (pack.predict(at, 300, last) - rows[known.clip(0)]) * (known >= 0)[..., None]
        return -(away**2).sum((1, 2)) / 2

    log_p, gradient = pack.fixed(known)(x, 300, last)
    assert np.allclose(log_p, value(x), rtol=1e-5)
    assert not gradient[1].any()  # nothing is known of the second
    assert np.allclose(slope(value, x, direction), (gradient * direction).sum((1, 2)), rtol=2e-2, atol=2e-2)


def test_a_length_is_an_end_at_its_place():
    assert of_length(3, 8).tolist() == [START, -1, -1, -1, END, PAD, PAD, PAD]
    assert of_length(6, 8).tolist()[-1] == END
    with pytest.raises(ValueError, match="expected 1 to 6 words, got 7"):
        of_length(7, 8)


def test_the_losses_are_those_of_the_paper(pack):
    model, schedule = pack.denoiser, scheduler()
    tokens = torch.tensor([[START, 5, 6, END, PAD, PAD, PAD, PAD]] * 3)
    terms = losses(schedule, model, tokens, torch.Generator().manual_seed(0))
    again = torch.Generator().manual_seed(0)
    sigma = (1 - schedule.alphas_cumprod[0]) ** 0.5
    x0 = model.embedding(tokens) + sigma * torch.randn((3, *pack.shape), generator=again)
    assert terms["cross_entropy"].item() == pytest.approx(
        F.cross_entropy(model.logits(x0).flatten(0, 1), tokens.flatten()).item(), rel=1e-5
    )
    assert terms["prior"].item() == pytest.approx((schedule.alphas_cumprod[-1] * (x0**2).mean()).item(), rel=1e-5)
    assert 0.11 < sigma < 0.13
    model.requires_grad_(True)
    total = sum(losses(schedule, model, tokens, torch.Generator().manual_seed(0)).values())
    gradients = torch.autograd.grad(total, list(model.parameters()))  # none unused, none empty
    model.requires_grad_(False)
    assert all(gradient.abs().max() > 0 for gradient in gradients)


def test_a_collapsed_embedding_shows_in_the_measures(pack):
    tokens = torch.full((2, 8), 5)
    healthy = measures(scheduler(), pack.denoiser, tokens)
    assert healthy["nearest_word"] > healthy["nearest_word_least"] > 0.1
    collapsed = TextDenoiser(15, 8, 6, 16, 1, 2)
    collapsed.embedding.weight.data.fill_(0.5)
    assert measures(scheduler(), collapsed, tokens)["nearest_word"] < 1e-2


def test_the_plane_is_where_words_differ_most():
    rows = torch.zeros(40, 5)
    rows[:, 1], rows[:, 3] = torch.linspace(-3, 3, 40), torch.cos(torch.arange(40.0))
    mean, axes, share = principal_plane(rows + 7)
    assert torch.allclose(axes.abs(), torch.eye(5)[[1, 3]], atol=0.05)
    assert share == pytest.approx(1, abs=1e-5)
    assert torch.allclose(axes @ axes.T, torch.eye(2), atol=1e-5)
    assert mean.shape == (5,)


def test_networks_come_back_as_written(tmp_path):
    torch.manual_seed(1)
    judge = LanguageJudge(9, 4, 6)
    judge.write(tmp_path)
    tokens = torch.tensor([[START, 5, END]])
    assert torch.allclose(judge(tokens), LanguageJudge.read(tmp_path)(tokens), atol=1e-2)


def test_the_judge_counts_words_and_the_end_but_no_padding():
    torch.manual_seed(2)
    judge = LanguageJudge(9, 4, 6).eval()
    tokens = torch.tensor([[START, 5, 6, END]])
    expected = F.cross_entropy(judge.head(judge(tokens))[0, :-1], tokens[0, 1:]).item()
    assert judge.judge([[5, 6]]) == pytest.approx(expected, abs=1e-5)
    padded = F.pad(tokens, (0, 3), value=PAD)
    assert judge.nll(padded).item() == pytest.approx(expected, abs=1e-5)


def test_stages_are_added_when_due_and_an_older_training_is_forgotten(pack):
    for images in (100, 120, 200):
        stages.add(pack.folder, None, images)
    assert [stage["images"] for stage in stages.read(pack.folder)] == [100, 200]
    assert all(len(stage["sentences"]) == stages.SENTENCES for stage in stages.read(pack.folder))
    stages.add(pack.folder, None, 150)
    assert [stage["images"] for stage in stages.read(pack.folder)] == [100, 150]


def test_a_training_from_a_pack_keeps_its_stages(pack, tmp_path):
    stages.add(pack.folder, None, 100)
    shutil.copytree(pack.folder, tmp_path / "next", ignore=shutil.ignore_patterns("training"))
    stages.add(tmp_path / "next", pack.folder, 120)  # none is due
    assert stages.read(tmp_path / "next") == [stage for stage in stages.read(pack.folder) if stage["images"] < 120]
