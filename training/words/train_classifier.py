"""Trains the noisy attribute classifier of a words pack on x_t at uniform t, on the denoiser's frozen embedding.

    python -m words.train_classifier --pack ../models/words --data e2e --examples 400000 --shards 2    # in training/

Writes the pack's classifier/ every two minutes from the EMA weights, and prints test accuracy by slot in ten buckets
of t. `--shuffled FOLDER` trains the control instead, on labels dealt out at random, and writes it there.
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from diffusers import DDPMScheduler

from data import batches
from run import State, add_budget, read_log, train_as_asked, write_log
from train_unet import noised
from words import e2e
from words.attributes import SLOTS
from words.denoiser import TextDenoiser
from words.schedule import scheduler
from words.text_classifier import TextClassifier
from words.vocabulary import Vocabulary


def dealt_out(rows: e2e.Rows, seed: int = 0) -> e2e.Rows:
    """The same sentences and the same labels, in no relation to each other."""
    order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(seed))
    return e2e.Rows(rows.x, rows.y[order])


@torch.no_grad()
def of_the_chain(
    schedule: DDPMScheduler, denoiser: TextDenoiser, x0: torch.Tensor, generator: torch.Generator, gap: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """x_t [B, n, d] as a step of the chain itself leaves it, and t [B], uniform: x_0 is noised to t + gap, the
    denoiser reads it and is clamped, and x_t is drawn from q(x_t | x_(t + gap), that estimate of x_0).

    What a classifier is asked about in sampling is of this kind, not of q(x_t | x_0): what the denoiser has got wrong
    is in it, under the label of what was meant.
    """

    def normal() -> torch.Tensor:
        return torch.randn(x0.shape, generator=generator).to(x0.device)

    count, alpha_bars = schedule.config.num_train_timesteps, schedule.alphas_cumprod.to(x0.device)
    t = torch.randint(0, count, (len(x0),), generator=generator).to(x0.device)
    later = (t + gap).clamp(max=count - 1)
    x_later = schedule.add_noise(x0, normal(), later)
    predicted = denoiser.clamp(denoiser(x_later, later))
    alpha_bar, alpha_bar_later = (alpha_bars[at][:, None, None] for at in (t, later))
    beta = 1 - alpha_bar_later / alpha_bar
    of_x0 = alpha_bar.sqrt() * beta / (1 - alpha_bar_later)
    of_x_later = (1 - beta).sqrt() * (1 - alpha_bar) / (1 - alpha_bar_later)
    sigma = (beta * (1 - alpha_bar) / (1 - alpha_bar_later)).sqrt()
    return of_x0 * predicted + of_x_later * x_later + sigma * normal(), t


@torch.no_grad()
def accuracy_by_t(
    model: TextClassifier, denoiser: TextDenoiser, rows: e2e.Rows, buckets: int = 10, seed: int = 0
) -> dict[str, list[float]]:
    """Accuracy of each slot's head in equal buckets of t; every sentence once in each, at a uniform t within it."""
    schedule = scheduler()
    width = schedule.config.num_train_timesteps // buckets
    generator = torch.Generator().manual_seed(seed)
    result = {slot.name: [] for slot in SLOTS}
    for bucket in range(buckets):
        hits = []
        for tokens, y in zip(rows.x.split(250), rows.y.split(250), strict=True):
            x0 = denoiser.embedding(tokens)
            xt, t, _ = noised(schedule, x0, generator, low=bucket * width, high=(bucket + 1) * width)
            heads = model.log_probs(model(xt, t))
            hits.append(torch.stack([head.argmax(1) for head in heads], 1) == y)
        for slot, share in zip(SLOTS, torch.cat(hits).float().mean(0).tolist(), strict=True):
            result[slot.name].append(share)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    e2e.add_arguments(parser)
    add_budget(parser)
    parser.add_argument("--init", action="store_true", help="go on from the weights and the log in the pack")
    parser.add_argument("--shuffled", type=Path, help="train the control, and write it to this folder")
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument(
        "--chain", type=int, default=0, metavar="GAP", help="learn on x_t of the denoiser's own step from t + GAP"
    )
    args = parser.parse_args()

    vocabulary = Vocabulary.read(args.pack / "vocabulary.json")
    denoiser = TextDenoiser.read(args.pack / "denoiser")
    rows = e2e.rows(e2e.read(args.data, "train"), vocabulary)
    if args.shuffled is not None:
        rows = dealt_out(rows)
    folder = args.shuffled or args.pack / "classifier"
    name = "classifier" if args.shuffled is None else "shuffled"
    log = (args.pack / "training" if args.shuffled is None else folder) / f"{name}.csv"
    schedule = scheduler()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    embedding = denoiser.to(device).embedding

    def start() -> TextClassifier:
        if args.init:
            return TextClassifier.read(folder).requires_grad_(True).train()
        slots = [{"name": slot.name, "values": slot.values} for slot in SLOTS]
        return TextClassifier(slots, e2e.LENGTH, denoiser.config.embedding_dim, args.width, args.layers)

    def loss_of(model, batch, generator):
        tokens, y = batch
        x0 = embedding(tokens)
        if args.chain:
            xt, t = of_the_chain(schedule, denoiser, x0, generator, args.chain)
        else:
            xt, t, _ = noised(schedule, x0, generator)
        heads = model.log_probs(model(xt, t).float())
        return sum(F.nll_loss(head, label) for head, label in zip(heads, y.T, strict=True)) / len(heads)

    def export(ema: TextClassifier, state: State) -> None:
        ema.write(folder)
        write_log(log, state.log)

    train_as_asked(
        args,
        f"{args.pack.name}-{name}",
        start,
        loss_of,
        lambda generator: batches(rows, args.batch, generator),
        export,
        weight_decay=0.01,
        past=read_log(log) if args.init else [],
    )
    test = e2e.rows(e2e.held_out(args.data, "test"), vocabulary).first(1000)
    for slot, shares in accuracy_by_t(TextClassifier.read(folder), denoiser.cpu(), test).items():
        print(f"{slot:8s}", " ".join(f"{share:.3f}" for share in shares))


if __name__ == "__main__":
    main()
