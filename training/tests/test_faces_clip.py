"""CLIP, guides and heads of faces, on untrained networks: what must hold of any weights."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

import train_classifier
import train_unet
from faces import attributes, captions, guides
from faces.attributes import ATTRIBUTES
from faces.clip import Clip, build, info_nce
from faces.prompts import HELD_OUT_PAIRS, SINGLE

PROMPTS = [SINGLE[0], HELD_OUT_PAIRS[3]]


@pytest.fixture(scope="module")
def clip() -> Clip:
    torch.manual_seed(0)
    return build(8, attributes.SIZE, 3).eval().requires_grad_(False)


def test_masked_pairs_leave_the_loss():
    torch.manual_seed(1)
    image, text = (F.normalize(torch.randn(3, 4), dim=1) for _ in range(2))
    elsewhere = torch.tensor([[True, True, False], [False, True, False], [False, False, True]])
    logits = 5 * text @ image.T
    of_text = -torch.stack([logits[0, [0, 2]].log_softmax(0)[0], *logits[1:].log_softmax(1)[[0, 1], [1, 2]]])
    columns = [logits[:, 0].log_softmax(0)[0], logits[[1, 2], 1].log_softmax(0)[0], logits[:, 2].log_softmax(0)[2]]
    expected = (of_text.mean() - torch.stack(columns).mean()) / 2
    assert torch.allclose(info_nce(image, text, torch.tensor(5.0), elsewhere), expected)


def test_padding_changes_nothing(clip):
    short, long = captions.tokens("a hat"), captions.tokens("someone in a red shirt and a hat on a blue background")
    together = clip.text(torch.stack([short, long]))
    assert torch.allclose(together[0], clip.text(short[None])[0], atol=1e-6)
    assert torch.allclose(together.norm(dim=1), torch.ones(2))


def test_word_order_and_time_matter(clip):
    x = torch.randn(1, 3, attributes.SIZE, attributes.SIZE, generator=torch.Generator().manual_seed(0))
    one, other = (clip.text(captions.tokens(text)[None]) for text in ("red hair blue shirt", "blue hair red shirt"))
    assert (one - other).abs().max() > 1e-3
    assert (clip.see(x, torch.tensor(10)) - clip.see(x, torch.tensor(900))).abs().max() > 1e-3


def test_a_clip_reads_what_it_wrote(clip, tmp_path):
    clip.write(tmp_path)
    again = Clip.read(tmp_path)
    tokens = captions.tokens("long green hair")[None]
    assert torch.allclose(again.text(tokens), clip.text(tokens), atol=1e-2)
    assert again.scale().item() == pytest.approx(clip.scale().item(), rel=1e-4)


def test_heads_are_softmaxes_of_their_own():
    logits = torch.randn(4, attributes.TOTAL, generator=torch.Generator().manual_seed(0))
    probs = attributes.log_probs(logits).exp()
    for attribute in ATTRIBUTES:
        assert torch.allclose(probs[:, attribute.slice].sum(1), torch.ones(4))
    y = attributes.read(logits)
    log_p = (attributes.log_probs(logits) * attributes.one_hot(y)).sum(1).mean()
    assert torch.allclose(attributes.cross_entropy(logits, y), -log_p / len(ATTRIBUTES))


def guide_values(clip: Clip):
    torch.manual_seed(2)
    classifier = train_classifier.build(8, attributes.SIZE, 3, attributes.id2label()).eval().requires_grad_(False)
    unet = train_unet.build(8, attributes.SIZE, 3).eval().requires_grad_(False)
    scheduler = dict(train_unet.scheduler().config)
    return {
        "classifier": guides.by_classifier(classifier, PROMPTS),
        "clip": guides.by_clip(clip, PROMPTS),
        "clean": guides.by_clean_clip(clip, PROMPTS),
        "clean on x_0": guides.by_clean_clip_on_x0(clip, unet, scheduler, PROMPTS),
    }


@pytest.mark.parametrize("name", ["classifier", "clip", "clean", "clean on x_0"])
def test_a_guides_gradient_is_that_of_its_value(clip, name):
    value = guide_values(clip)[name]
    generator = np.random.default_rng(0)
    xt, direction = generator.normal(size=(2, 2, attributes.SIZE, attributes.SIZE, 3)).astype(np.float32)
    xt *= 0.2  # a predX0 that is hardly ever clipped: the slope has no kinks
    targets, t, h = np.array([0, 1]), 50, 1e-3

    def at(x):
        return value(torch.from_numpy(x).permute(0, 3, 1, 2), t, torch.from_numpy(targets)).numpy().astype(np.float64)

    slope = (at(xt + h * direction) - at(xt - h * direction)) / (2 * h)
    gradient = guides.gradient_of(value)(xt, t, targets)
    assert np.allclose(slope, (gradient * direction).sum((1, 2, 3)), rtol=3e-2, atol=3e-3)
    assert np.abs(gradient).max() > 0


def test_the_classifiers_value_is_log_p_of_what_is_asked(clip):
    torch.manual_seed(3)
    classifier = train_classifier.build(8, attributes.SIZE, 3, attributes.id2label()).eval().requires_grad_(False)
    x = torch.randn(2, 3, attributes.SIZE, attributes.SIZE)
    value = guides.by_classifier(classifier, PROMPTS)(x, 100, torch.tensor([0, 1]))
    log_p = attributes.log_probs(classifier(x, torch.tensor(100)))
    one, two = ([attributes.index_of(name, value) for name, value in prompt.values.items()] for prompt in PROMPTS)
    assert len(one) == 1
    assert len(two) == 2
    assert torch.allclose(value, torch.stack([log_p[0, one].sum(), log_p[1, two].sum()]))
