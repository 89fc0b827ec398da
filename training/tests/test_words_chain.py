"""The chain over words: its schedule, its steps against diffusers', its updates against PyTorch's AdaGrad."""

import numpy as np
import pytest
import torch
from diffusers import DDIMScheduler, DDPMScheduler

from chain import Sampler, alphas_cumprod, mean_of, respace, transitions
from words.schedule import scheduler
from words.text_chain import Algorithm1, KUpdates, chain, k_updates

CONFIG = dict(scheduler().config)
ROWS = np.random.default_rng(0).normal(size=(12, 3)).astype(np.float32)


def predict(xt, t, before):
    return (0.5 * xt + 0.1 * np.roll(xt, 1, axis=1)).astype(np.float32)


def project(x0):
    return ROWS[((x0[..., None, :] - ROWS) ** 2).sum(-1).argmin(-1)]


def pull(xt, t, before):
    """Toward 1: log p = -|1 - x|^2 / 2 and its gradient."""
    away = (1 - xt).astype(np.float32)
    return -(away**2).sum((1, 2)) / 2, away


def run(**options):
    given = {"seeds": np.arange(4), "scales": np.ones(4), "shape": (5, 3), "steps": 20, **options}
    functions = [given.pop(name, default) for name, default in (("project", project), ("guide", None))]
    return list(chain(predict, *functions, CONFIG, **given))


def test_the_schedule_is_the_square_root():
    alpha_bar = alphas_cumprod(CONFIG)
    u = (np.arange(1, 2000)) / 2000  # the last step is held at beta = 0.999
    expected = (1 - np.sqrt(u + 1e-4)) / (1 - np.sqrt(1e-4))  # alpha_bar_{-1} is 1, not 0.99
    assert np.allclose(alpha_bar[:-1], expected, rtol=1e-5)
    assert alpha_bar[-1] < 1e-6
    assert np.allclose(scheduler().alphas_cumprod, alpha_bar, rtol=2e-3, atol=1e-7)  # float32 products


def test_diffusers_opens_the_schedule(tmp_path):
    scheduler().save_pretrained(tmp_path)
    assert DDPMScheduler.from_pretrained(tmp_path).config.prediction_type == "sample"


def test_a_step_is_that_of_diffusers():
    theirs = DDIMScheduler.from_config(scheduler().config, set_alpha_to_one=True)
    theirs.set_timesteps(20)
    x, x0 = np.random.default_rng(1).normal(size=(2, 2, 5, 3))
    listed = respace(CONFIG, 20)
    assert theirs.timesteps.tolist() == listed
    for at in transitions(CONFIG, Sampler("ddim"), listed)[
        3:
    ]:  # at the first, float32 leaves too little of alpha_bar
        step = theirs.step(torch.from_numpy(x0), at.t, torch.from_numpy(x), eta=0.0)
        assert np.allclose(mean_of(Sampler("ddim"), at, x, x0), step.prev_sample.numpy(), atol=2e-4)


def test_ddim_with_eta_1_is_ddpm():
    ddpm, ddim = run(), run(sampler=Sampler("ddim", eta=1.0))
    for a, b in zip(ddpm, ddim, strict=True):
        assert np.allclose(a.x_prev, b.x_prev, atol=1e-5)


def test_clamping_ends_at_embeddings():
    clamped, free = run()[-1], run(project=None)[-1]
    assert np.array_equal(project(clamped.x_prev), clamped.clamped)
    assert np.allclose(clamped.x_prev, clamped.clamped, atol=1e-6)
    assert np.abs(free.x_prev - project(free.x_prev)).max() > 0.01


def test_an_update_is_adagrads_first_step():
    rule, sigma = KUpdates(), 0.3
    x, mean = np.random.default_rng(2).normal(size=(2, 4, 5, 3))
    ours = k_updates(rule, pull, x, mean, x, sigma, 7, np.full((4, 1, 1), rule.length))
    theirs = torch.from_numpy(x)
    for _ in range(rule.count):
        theirs = theirs.detach().requires_grad_()
        optimizer = torch.optim.Adagrad([theirs], lr=rule.length)
        log_p = -((1 - theirs) ** 2).sum() / 2  # whose gradient is pull
        away = ((theirs - torch.from_numpy(mean)) ** 2).sum() / sigma
        (-log_p + rule.weight * away).backward()
        optimizer.step()
    assert np.allclose(ours, theirs.detach().numpy(), atol=1e-6)


@pytest.mark.parametrize("rule", [KUpdates(), Algorithm1()])
def test_scale_0_is_no_guidance(rule):
    plain, none = run(), run(guide=pull, scales=np.zeros(4), rule=rule)
    lanes = run(guide=pull, scales=np.array([0.0, 1.0, 0.0, 2.0]), rule=rule)
    assert np.array_equal(plain[-1].x_prev, none[-1].x_prev)
    assert np.array_equal(plain[0].x_prev[0::2], lanes[0].x_prev[0::2])
    assert np.array_equal(plain[-1].x_prev[0::2], lanes[-1].x_prev[0::2])  # a lane does not feel its neighbours
    assert np.abs(lanes[0].nudge[1::2]).min() > 0


def test_guidance_moves_x_prev_at_its_own_t_and_leaves_the_end_alone():
    asked = []

    def watched(xt, t, before):
        asked.append((t, before))
        return pull(xt, t, before)

    steps = run(guide=watched, rule=KUpdates(count=2))
    assert [t for t, _ in asked] == [
        step.transition.prev_t for step in steps[:19] for _ in range(2)
    ]  # 5 % of 20 is the last
    assert all(np.array_equal(asked[i][1], steps[i // 2].pred_x0) for i in range(len(asked)))
    assert np.allclose(np.abs(steps[0].nudge).max(), 0.2, atol=1e-6)  # two sign steps of 0.1
    assert not steps[-1].nudge.any()
    moved = run(guide=pull, rule=Algorithm1(), scales=np.full(4, 3.0))[5]
    assert np.allclose(moved.nudge, 3 * moved.transition.variance * pull(moved.xt, 0, None)[1], atol=1e-6)


def test_a_push_ends_once_the_classifier_is_sure():
    x = np.zeros((3, 5, 3))
    sure = np.array([0.85, 0.9, 0.95])

    def guide(xt, t, before):
        return np.log(sure), np.ones_like(xt)

    for rule, moves in ((KUpdates(), [1, 1, 1]), (KUpdates(sure=0.9), [1, 1, 0]), (KUpdates(sure=0.5), [0, 0, 0])):
        moved = k_updates(rule, guide, x, x, x, 0.3, 7, np.full((3, 1, 1), rule.length))
        assert [bool(lane.any()) for lane in moved] == moves


def test_a_push_that_makes_the_classifier_sure_is_the_last():
    def guide(xt, t, before):
        return np.log(np.minimum(1, xt.mean((1, 2)))), np.ones_like(xt)

    x = np.full((1, 5, 3), 0.81)
    moved = k_updates(KUpdates(sure=0.9), guide, x, x, x, 0.3, 7, np.full((1, 1, 1), 0.1))
    assert np.allclose(moved, 0.91)  # one of three


def test_the_length_decays_with_t():
    still, falling = (run(guide=pull, rule=KUpdates(count=1, weight=0, decay=decay)) for decay in (0, 2))
    for plain, weaker in zip(still[:1] + still[9:10], falling[:1] + falling[9:10], strict=True):
        share = (weaker.transition.prev_t / 2000) ** 2
        assert np.allclose(np.abs(plain.nudge).max(), 0.1, atol=1e-6)
        assert np.allclose(np.abs(weaker.nudge).max(), 0.1 * share, atol=1e-6)


def test_a_push_may_be_the_gradient_itself():
    rule = KUpdates(count=1, weight=0.1, push="gradient")
    x, mean = np.random.default_rng(3).normal(size=(2, 4, 5, 3))
    moved = k_updates(rule, pull, x, mean, x, 0.3, 7, np.full((4, 1, 1), 0.5))
    assert np.allclose(moved - x, 0.5 * ((1 - x) - 2 * 0.1 * (x - mean) / 0.3), atol=1e-6)


def test_the_denoiser_sees_its_last_estimate_as_it_was_predicted():
    seen = []

    def watched(xt, t, before):
        seen.append(before)
        return predict(xt, t, before)

    steps = list(chain(watched, project, None, CONFIG, seeds=np.arange(2), scales=np.zeros(2), shape=(5, 3), steps=9))
    assert not seen[0].any()
    assert len(seen) == 9
    for before, step in zip(seen[1:], steps[:-1], strict=True):
        assert np.array_equal(before, step.pred_x0)
        assert not np.array_equal(before, step.clamped)


def test_other_predictions_are_refused():
    with pytest.raises(ValueError, match="expected prediction_type sample, got epsilon"):
        next(
            chain(predict, None, None, {**CONFIG, "prediction_type": "epsilon"}, seeds=[0], scales=[0], shape=(5, 3))
        )
