"""Budgets, resuming, and what a training leaves behind."""

import argparse

import torch

from rates import ema_decay, learning_rate
from run import Budget, add_budget, read_log, train, train_as_asked, write_log


def tiny_training(path, images, exported, past=(), decay=0):
    def source(generator):
        while True:
            yield (torch.randn(8, 3, generator=generator),)

    return train(
        lambda: torch.nn.Linear(3, 1),
        lambda model, batch, generator: ((model(batch[0]).float() - batch[0].sum(1, keepdim=True)) ** 2).mean(),
        source,
        budget=Budget(images=images, decay=decay),
        peak_lr=1e-2,
        weight_decay=0.0,
        state_path=path,
        export=lambda ema, state: exported.append(state.images),
        past=past,
    )


def test_a_resumed_training_spends_what_is_left(tmp_path):
    path, exported = tmp_path / "state.pt", []
    first = tiny_training(path, 80, exported)
    assert (first.images, first.step) == (80, 10)
    resumed = tiny_training(path, 160, exported)
    assert (resumed.images, resumed.step) == (160, 20)
    assert resumed.seconds >= first.seconds
    again = tiny_training(path, 160, exported)  # nothing left
    assert again.step == 20
    assert torch.equal(again.model.weight, resumed.model.weight)
    assert torch.equal(again.ema.weight, resumed.ema.weight)
    assert exported == [80, 160, 160]
    assert [row["images"] for row in again.log] == [80, 160]  # the last steps as well, however few


def test_one_seed_one_training(tmp_path):
    a = tiny_training(tmp_path / "a.pt", 80, [])
    b = tiny_training(tmp_path / "b.pt", 80, [])
    assert torch.equal(a.model.weight, b.model.weight)


def test_minutes_count_from_the_first_run():
    budget = Budget(minutes=2)
    assert budget.progress(images=10**6, seconds=60) == 0.5
    assert budget.progress(images=0, seconds=600) == 1


def test_the_rate_warms_up_holds_and_falls_to_zero():
    assert learning_rate(0, 1.0) < 0.01
    assert learning_rate(10_000, 1.0) == 1
    assert learning_rate(10_000, 1.0, 0.75) == 0.25
    assert learning_rate(10_000, 1.0, 1.0) == 0


def test_a_falling_rate_leaves_the_constant_training_as_it_was(tmp_path):
    shipped = tiny_training(tmp_path / "a.pt", 160, [], decay=80)
    assert (shipped.images, shipped.decay_from) == (240, 160)
    again = tiny_training(tmp_path / "a.pt", 160, [], decay=80)  # nothing left
    assert again.step == shipped.step
    assert torch.equal(again.ema.weight, shipped.ema.weight)
    longer = tiny_training(tmp_path / "a.pt", 320, [])
    never_shipped = tiny_training(tmp_path / "b.pt", 160, [])
    assert not torch.equal(never_shipped.model.weight, shipped.model.weight)
    never_shipped = tiny_training(tmp_path / "b.pt", 320, [])
    assert (longer.images, longer.decay_from) == (320, None)
    assert torch.equal(longer.model.weight, never_shipped.model.weight)
    anew = tiny_training(tmp_path / "a.pt", 320, [], decay=80)  # the older fall does not count
    assert (anew.images, anew.decay_from) == (400, 320)


def test_the_average_spans_ever_more_steps_and_few_while_the_rate_falls():
    assert ema_decay(0) == 0.1
    assert ema_decay(10**6) == 0.9999
    assert ema_decay(10**6, decay_steps=1000) == 0.99


def test_a_training_that_opens_weights_counts_on_from_their_log(tmp_path):
    past, exported = (
        [{"images": 40.0, "seconds": 7.0, "loss": 0.5, "margin": 1.25}, {"images": 80.0, "seconds": 9.0}],
        [],
    )
    write_log(tmp_path / "log.csv", past)
    assert read_log(tmp_path / "log.csv") == past
    assert read_log(tmp_path / "none.csv") == []
    state = tiny_training(tmp_path / "state.pt", 160, exported, past=past)
    assert (state.images, state.step) == (160, 10)
    assert state.seconds >= 9
    assert state.log[:2] == past


def test_a_script_trains_as_it_was_asked(tmp_path):
    parser = argparse.ArgumentParser()
    add_budget(parser)
    parser.add_argument("--lr", type=float, default=1e-2)
    args = parser.parse_args(["--examples", "64", "--decay", "32", "--float32", "--state", str(tmp_path / "a.pt")])
    model, exported = [], []

    def build():
        model.append(torch.nn.Linear(2, 1))
        return model[0]

    def loss_of(network, batch, generator):
        return (network(batch[0].float()) - 1).square().mean()

    def source(generator):
        while True:
            yield (torch.ones(16, 2),)

    past = [{"images": 16, "seconds": 1.0, "loss": 0.5}]
    state = train_as_asked(
        args, "a", build, loss_of, source, lambda ema, now: exported.append(now.images), weight_decay=0.0, past=past
    )
    assert (state.images, state.decay_from) == (96, 64)  # 16 of the past, 48 to the budget, 32 while the rate falls
    assert exported == [96]
    assert state.log[0]["images"] == 16
    assert (tmp_path / "a.pt").exists()
    assert (tmp_path / "a.decay.pt").exists()
