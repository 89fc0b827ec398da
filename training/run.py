"""What every training here shares: a budget in images or minutes, the learning rate, EMA weights, resuming.

It is not a framework: a script hands over its network and a function from a batch to a loss.
"""

import argparse
import copy
import csv
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import torch
from tqdm import tqdm

from rates import ema_decay, learning_rate
from shards import Shards


@dataclass(frozen=True)
class Budget:
    """How long to train at a constant rate, counted from the first step of the first run, and how long after that
    while the rate falls to 0. Exactly one of `images` and `minutes` is set.

    The fall happens on a copy of the state (Hu et al. 2024, https://arxiv.org/abs/2404.06395, section 4), so a
    resumed training with a larger budget goes on from where the constant rate ended.
    """

    images: int | None = None
    minutes: float | None = None
    decay: int = 0

    def __post_init__(self) -> None:
        if (self.images is None) == (self.minutes is None):
            raise ValueError("Budget: expected one of --images and --minutes")

    def progress(self, images: int, seconds: float) -> float:
        """From 0 to 1, given the images and seconds that were spent on training so far."""
        if self.images is not None:
            return min(1.0, images / self.images)
        return min(1.0, seconds / (60 * self.minutes))


def add_budget(parser: argparse.ArgumentParser) -> None:
    """Adds the options that every training has: the budget, and where its resumable state lies."""
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument("--images", "--examples", type=int, help="train on so many in all, resumed runs included")
    budget.add_argument("--minutes", type=float, help="train for so long in all, resumed runs included")
    parser.add_argument("--decay", type=int, default=0, help="then on so many more, while the rate falls to 0")
    parser.add_argument("--shards", type=int, default=1, help="parts of a batch that run side by side on a CPU")
    parser.add_argument("--float32", action="store_true", help="no bfloat16: faster for 16x16 images on a CPU")
    parser.add_argument("--state", type=Path, help="resumable state; default .state/<pack>-<network>.pt")


@dataclass
class State:
    """Everything that a resumed training needs."""

    model: torch.nn.Module
    ema: torch.nn.Module
    optimizer: torch.optim.Optimizer
    generator: torch.Generator
    step: int = 0
    images: int = 0
    seconds: float = 0.0
    log: list[dict[str, float]] = field(default_factory=list)
    decay_from: int | None = None
    """Images at which the rate began to fall; None while it is constant."""

    def note(self, losses: list[float]) -> None:
        """Adds a row to the log: the mean of the losses since the last one."""
        mean = sum(losses) / len(losses)
        self.log.append({"images": self.images, "seconds": round(self.seconds), "loss": mean})

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        counts = {"step": self.step, "images": self.images, "seconds": self.seconds, "log": self.log}
        counts["decay_from"] = self.decay_from
        torch.save(
            {
                "model": self.model.state_dict(),
                "ema": self.ema.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "generator": self.generator.get_state(),
                **counts,
            },
            part,
        )
        os.replace(part, path)

    def load(self, path: Path) -> None:
        saved = torch.load(path, map_location="cpu", weights_only=True)
        self.model.load_state_dict(saved["model"])
        self.ema.load_state_dict(saved["ema"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.generator.set_state(saved["generator"])
        self.step, self.images, self.seconds = saved["step"], saved["images"], saved["seconds"]
        self.log, self.decay_from = saved["log"], saved["decay_from"]


def train(
    build: Callable[[], torch.nn.Module],
    loss_of: Callable[[torch.nn.Module, tuple[torch.Tensor, ...], torch.Generator], torch.Tensor],
    batch_source: Callable[[torch.Generator], Iterator[tuple[torch.Tensor, ...]]],
    *,
    budget: Budget,
    peak_lr: float,
    weight_decay: float,
    state_path: Path,
    export: Callable[[torch.nn.Module, State], None],
    export_every: float = 120.0,
    seed: int = 0,
    past: Sequence[dict[str, float]] = (),
    compiled: bool = False,
    shards: int = 1,
    float32: bool = False,
) -> State:
    """Trains until the budget is spent, saving and exporting as it goes; returns the last state.

    `build()` makes the network, initialised from `seed`. `loss_of(model, batch, generator)` gives a scalar.
    `export(ema, state)` writes the pack. An existing `state_path` is resumed; delete it to start again. `past` is the
    log of the weights that `build` opens, if it opens any: images and seconds are counted on from its end.
    The state of a falling rate lies beside `state_path`, which keeps that of the constant rate.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(seed)
    model = build().to(device, memory_format=torch.channels_last)
    ema = copy.deepcopy(model).requires_grad_(False).eval()
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak_lr, weight_decay=weight_decay)
    state = State(model, ema, optimizer, torch.Generator().manual_seed(seed))
    if past:
        state.log, state.images, state.seconds = list(past), int(past[-1]["images"]), past[-1]["seconds"]
    if state_path.exists():
        state.load(state_path)
    run = torch.compile(model) if compiled else model
    parts = Shards(shards, device, float32=float32)

    def spend(path: Path, decayed_at: Callable[[], float], done: Callable[[], bool], decay_steps: float) -> None:
        source = batch_source(state.generator)
        recent, last_export, last_tick = [], time.monotonic(), time.monotonic()
        bar = tqdm(total=budget.images, initial=state.images, unit="img", smoothing=0.05, mininterval=5)
        while not done():
            batch = tuple(part.to(device, non_blocking=True) for part in next(source))
            for group in optimizer.param_groups:
                group["lr"] = learning_rate(state.step, peak_lr, decayed_at())
            loss, gradients = parts.gradients(run, loss_of, batch, state.generator)
            for parameter, gradient in zip(model.parameters(), gradients, strict=True):
                parameter.grad = gradient
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            with torch.no_grad():
                average, current = list(ema.parameters()), list(model.parameters())
                torch._foreach_lerp_(average, current, 1 - ema_decay(state.step, decay_steps))
            state.step += 1
            state.images += len(batch[0])
            now = time.monotonic()
            state.seconds += now - last_tick
            last_tick = now
            recent.append(loss)
            bar.update(len(batch[0]))
            if state.step % 100 == 0:
                state.note(recent)
                bar.set_postfix(loss=f"{state.log[-1]['loss']:.4f}")
                recent = []
            if now - last_export > export_every:
                state.save(path)
                export(ema, state)
                last_export = last_tick = time.monotonic()
        bar.close()
        if recent:
            state.note(recent)  # so that the log counts every image
        state.save(path)

    spend(state_path, lambda: 0.0, lambda: budget.progress(state.images, state.seconds) >= 1, math.inf)
    if budget.decay:
        began, falling = state.images, state_path.with_suffix(".decay.pt")
        if falling.exists() and torch.load(falling, map_location="cpu", weights_only=True)["decay_from"] == began:
            state.load(falling)
        state.decay_from = began

        def decayed() -> float:
            return min(1.0, (state.images - began) / budget.decay)

        spend(falling, decayed, lambda: decayed() >= 1, budget.decay / (state.images / max(1, state.step)))
    export(ema, state)
    return state


def train_as_asked(
    args: argparse.Namespace,
    name: str,
    build: Callable[[], torch.nn.Module],
    loss_of: Callable[[torch.nn.Module, tuple[torch.Tensor, ...], torch.Generator], torch.Tensor],
    batch_source: Callable[[torch.Generator], Iterator[tuple[torch.Tensor, ...]]],
    export: Callable[[torch.nn.Module, State], None],
    *,
    weight_decay: float,
    past: Sequence[dict[str, float]] = (),
) -> State:
    """`train`, with what a script's parsed options say: those of `add_budget`, --lr and, where it has it, --compile.

    `name` is that of the state where --state gives none.
    """
    return train(
        build,
        loss_of,
        batch_source,
        budget=Budget(images=args.images, minutes=args.minutes, decay=args.decay),
        peak_lr=args.lr,
        weight_decay=weight_decay,
        state_path=args.state or Path(".state") / f"{name}.pt",
        export=export,
        past=past,
        compiled=getattr(args, "compile", False),
        shards=args.shards,
        float32=args.float32,
    )


def write_log(path: Path, log: list[dict[str, float]]) -> None:
    """The training log as CSV: images seen, seconds, mean loss of the last 100 steps, and what else some rows say."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(dict.fromkeys(["images", "seconds", "loss", *chain(*log)])))
        writer.writeheader()
        writer.writerows(log)


def read_log(path: Path) -> list[dict[str, float]]:
    """What `write_log` wrote; no rows where there is no file."""
    if not path.exists():
        return []
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {name: int(value) if value.isdigit() else float(value) for name, value in row.items() if value}
        for row in rows
    ]
