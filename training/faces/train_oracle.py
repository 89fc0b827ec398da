"""Trains the oracle of faces: a judge with one head per attribute, on clean images that nothing else was trained on.

    python -m faces.train_oracle --pack ../models/faces --data .state/faces/judge.npz --images 400000

Held-out pairs are among its images: it measures and never guides. Writes the pack's judge/ and prints its accuracy
on the test images, an attribute at a time.
"""

import argparse
from pathlib import Path

import torch

import data
from faces import attributes
from judge import Judge
from run import State, add_budget, read_log, train_as_asked, write_log

CHANNELS = [24, 48, 48, 64, 56]
STRIDES = [1, 1, 2, 1, 1]
GRAIN = 0.05  # noise on its images, as samples have some


@torch.no_grad()
def accuracy(oracle: Judge, images: data.Images) -> dict[str, float]:
    """The share of images that are read as labelled, by attribute."""
    parts = zip(images.x.split(500), images.y.split(500), strict=True)
    return attributes.by_name(torch.cat([(attributes.read(oracle(x)) == y).float() for x, y in parts]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data.add_arguments(parser)
    add_budget(parser)
    parser.add_argument("--init", type=Path, help="start from the weights in this folder, the pack's own for example")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=2e-3)
    args = parser.parse_args()
    images, test = (data.load(args.data, split) for split in ("train", "test"))
    log = args.pack / "training" / "judge.csv"

    def build() -> Judge:
        oracle = Judge(attributes.id2label(), attributes.SIZE, 3, CHANNELS, STRIDES)
        if args.init is not None:
            oracle.load_state_dict(Judge.read(args.init).state_dict())
        return oracle

    def loss_of(model, batch, generator):
        x, y = batch
        grain = GRAIN * torch.randn(x.shape, generator=generator).to(x.device)
        return attributes.cross_entropy(model(x + grain).float(), y, smoothing=0.02)

    def export(ema: Judge, state: State) -> None:
        ema.write(args.pack / "judge")
        write_log(log, state.log)

    train_as_asked(
        args,
        f"{args.pack.name}-judge",
        build,
        loss_of,
        lambda generator: data.batches(images, args.batch, generator),
        export,
        weight_decay=0.02,
        past=read_log(log) if args.init is not None else (),
    )
    for name, value in accuracy(Judge.read(args.pack / "judge"), test).items():
        print(f"oracle, {name}: {100 * value:.2f} % of the test images")


if __name__ == "__main__":
    main()
