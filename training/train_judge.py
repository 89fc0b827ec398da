"""Trains the judge of an image pack on clean images, a little shifted, turned and scaled.

    python train_judge.py --pack ../models/digits --data mnist.npz --minutes 4

Writes the pack's judge/ and prints its accuracy on the test images.
"""

import argparse
import math

import torch
import torch.nn.functional as F

import data
from judge import Judge
from run import State, add_budget, train_as_asked, write_log

CHANNELS = [24, 48, 48, 48, 64]
STRIDES = [1, 2, 1, 2, 1]


def jitter(x: torch.Tensor, generator: torch.Generator, *, flip: bool, amount: float = 1) -> torch.Tensor:
    """Shifts by up to 2 pixels, turns by up to 12 degrees and scales by up to 10 %; x [B, C, H, W] in [-1, 1].

    `flip` mirrors half of them, for things that have no handedness; `amount` multiplies the limits.
    """
    batch, size = len(x), x.shape[-1]

    def uniform(limit: float) -> torch.Tensor:
        return (2 * torch.rand(batch, generator=generator) - 1) * limit

    angle, scale = uniform(amount * math.radians(12)), torch.exp(uniform(amount * math.log(1.1)))
    mirror = torch.where(torch.rand(batch, generator=generator) < 0.5, -1.0, 1.0) if flip else torch.ones(batch)
    cos, sin, shift = scale * angle.cos(), scale * angle.sin(), amount * 2 * 2 / size
    rows = [mirror * cos, -sin, uniform(shift), mirror * sin, cos, uniform(shift)]
    grid = F.affine_grid(torch.stack(rows, dim=1).view(batch, 2, 3), list(x.shape), align_corners=False)
    return F.grid_sample(x + 1, grid.to(x.device), align_corners=False) - 1  # beyond the border: -1, black


@torch.no_grad()
def accuracy(judge: Judge, images: data.Images) -> float:
    """The share of images that the judge reads as labelled."""
    hits = [(judge(x).argmax(1) == y).float() for x, y in zip(images.x.split(500), images.y.split(500), strict=True)]
    return torch.cat(hits).mean().item()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data.add_arguments(parser)
    add_budget(parser)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--flip", action="store_true", help="mirror half of the images (fashion, not digits)")
    parser.add_argument("--jitter", type=float, default=1, help="times how much the images are shifted, turned, scaled")
    args = parser.parse_args()

    images, test = (data.load(args.data, split, args.dataset) for split in ("train", "test"))
    channels, size = images.x.shape[1], images.x.shape[2]

    def build() -> Judge:
        return Judge(data.id2label(args.dataset), size, channels, CHANNELS, STRIDES)

    def loss_of(model, batch, generator):
        x, y = batch
        seen = jitter(x, generator, flip=args.flip, amount=args.jitter)
        return F.cross_entropy(model(seen).float(), y, label_smoothing=0.02)

    def export(ema: Judge, state: State) -> None:
        ema.write(args.pack / "judge")
        write_log(args.pack / "training" / "judge.csv", state.log)

    train_as_asked(
        args,
        f"{args.pack.name}-judge",
        build,
        loss_of,
        lambda generator: data.batches(images, args.batch, generator),
        export,
        weight_decay=0.02,
    )
    print(f"judge: {100 * accuracy(Judge.read(args.pack / 'judge'), test):.2f} % of the test images")


if __name__ == "__main__":
    main()
