"""Trains the two CLIPs of faces: on x_t at uniform t, or with --clean on clean images only.

    python -m faces.train_clip --pack ../models/faces --data .state/faces/faces.npz --images 150000 --clean
    python -m faces.train_clip --pack ../models/faces --data .state/faces/faces.npz --images 350000 \\
        --init ../models/faces/clip-clean

The second starts where the first ended, so that it need only learn to see through the noise. Writes the pack's clip/
or clip-clean/, and prints how many of the test images are read as labelled without ever having been trained to
(zero-shot: the likeliest of the prompts "red hair", "blue hair", ...).
"""

import argparse
from pathlib import Path

import torch

import data
from faces import attributes
from faces.captions import captioned, tokens, true_of
from faces.clip import Clip, build, info_nce
from faces.prompts import EACH
from run import State, add_budget, read_log, train_as_asked, write_log
from train_unet import noised, scheduler


@torch.no_grad()
def zero_shot(clip: Clip, images: data.Images, t: int, *, noisy: bool = True, seed: int = 0) -> dict[str, float]:
    """The share of images at t whose own value has the nearest prompt, by attribute; `noisy` False leaves x_0."""
    schedule, generator, hits = scheduler(), torch.Generator().manual_seed(seed), []
    texts = clip.text(torch.stack([tokens(prompt.text) for prompt in EACH]))
    for x0, y in zip(images.x.split(500), images.y.split(500), strict=True):
        xt = noised(schedule, x0, generator, low=t, high=t + 1)[0] if noisy else x0
        hits.append((attributes.read(clip.see(xt, torch.tensor(t)) @ texts.T) == y).float())
    return attributes.by_name(torch.cat(hits))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data.add_arguments(parser)
    add_budget(parser)
    parser.add_argument("--clean", action="store_true", help="no noise and t = 0: the encoder that fails on x_t")
    parser.add_argument("--init", type=Path, help="start from the weights in this folder, the pack's own for example")
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=1e-3)
    args = parser.parse_args()
    images, test = (data.load(args.data, split) for split in ("train", "test"))
    schedule, part = scheduler(), "clip-clean" if args.clean else "clip"
    log = args.pack / "training" / f"{part}.csv"

    def start() -> Clip:
        clip = build(args.width, attributes.SIZE, 3)
        if args.init is not None:
            clip.load_state_dict(Clip.read(args.init).state_dict())
        return clip

    def loss_of(model, batch, generator):
        x0, y, read, allowed = batch
        xt, t, _ = noised(schedule, x0, generator)
        if args.clean:
            xt, t = x0, torch.zeros_like(t)
        image = model.see(xt.contiguous(memory_format=torch.channels_last), t)
        faces = attributes.one_hot(y)
        with torch.autocast(xt.device.type, enabled=False):
            return info_nce(image, model.text(read), model.scale(), true_of(allowed, faces))

    def export(ema: Clip, state: State) -> None:
        ema.write(args.pack / part)
        write_log(log, state.log)

    train_as_asked(
        args,
        f"{args.pack.name}-{part}",
        start,
        loss_of,
        lambda generator: captioned(data.batches(images, args.batch, generator), generator),
        export,
        weight_decay=0.02,
        past=read_log(log) if args.init is not None else (),
    )
    clip = Clip.read(args.pack / part)
    for t, noisy in ((0, False), (250, True), (500, True), (750, True)):
        found = zero_shot(clip, test, t, noisy=noisy)
        print(f"t = {t}:" if noisy else "clean:", ", ".join(f"{name} {value:.3f}" for name, value in found.items()))


if __name__ == "__main__":
    main()
