"""Trains the noisy classifier of faces: one head per attribute, cross entropy on x_t at uniform t.

    python -m faces.train_classifier --pack ../models/faces --data .state/faces/faces.npz --images 600000

The network is that of the other packs, its logits side by side as `faces.attributes` says. Writes the pack's
classifier/ and prints test accuracy by attribute in ten buckets of t.
"""

import argparse
from pathlib import Path

import torch

import data
import train_classifier
from faces import attributes
from noisy_classifier import NoisyClassifier
from run import State, add_budget, read_log, train_as_asked, write_log
from train_unet import noised, scheduler


@torch.no_grad()
def accuracy_at(model: NoisyClassifier, images: data.Images, low: int, high: int, seed: int = 0) -> dict[str, float]:
    """Accuracy by attribute on x_t with t uniform in [low, high)."""
    schedule, generator, hits = scheduler(), torch.Generator().manual_seed(seed), []
    for x0, y in zip(images.x.split(500), images.y.split(500), strict=True):
        xt, t, _ = noised(schedule, x0, generator, low=low, high=high)
        hits.append((attributes.read(model(xt, t)) == y).float())
    return attributes.by_name(torch.cat(hits))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data.add_arguments(parser)
    add_budget(parser)
    parser.add_argument("--init", type=Path, help="start from the weights in this folder, the pack's own for example")
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=1e-3)
    args = parser.parse_args()
    images, test = (data.load(args.data, split) for split in ("train", "test"))
    log = args.pack / "training" / "classifier.csv"
    schedule = scheduler()

    def build() -> NoisyClassifier:
        model = train_classifier.build(args.width, attributes.SIZE, 3, attributes.id2label())
        if args.init is not None:
            model.load_state_dict(NoisyClassifier.read(args.init).state_dict())
        return model

    def loss_of(model, batch, generator):
        xt, t, _ = noised(schedule, batch[0], generator)
        return attributes.cross_entropy(model(xt.contiguous(memory_format=torch.channels_last), t).float(), batch[1])

    def export(ema: NoisyClassifier, state: State) -> None:
        ema.write(args.pack / "classifier")
        write_log(log, state.log)

    train_as_asked(
        args,
        f"{args.pack.name}-classifier",
        build,
        loss_of,
        lambda generator: data.batches(images, args.batch, generator),
        export,
        weight_decay=0.05,
        past=read_log(log) if args.init is not None else (),
    )
    trained = NoisyClassifier.read(args.pack / "classifier")
    for low in range(0, 1000, 200):
        found = accuracy_at(trained, test, low, low + 200)
        print(f"t in {low}-{low + 199}:", ", ".join(f"{name} {value:.3f}" for name, value in found.items()))


if __name__ == "__main__":
    main()
