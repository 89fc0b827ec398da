"""Trains the noisy classifier of an image pack: cross entropy on x_t at uniform t, and what its gradient should be.

    python train_classifier.py --pack ../models/digits --data mnist.npz --images 400000

Writes the pack's classifier/ every two minutes from the EMA weights, and prints test accuracy in ten buckets of t.
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from diffusers import DDPMScheduler, UNet2DModel

import data
from noisy_classifier import NoisyClassifier
from run import State, add_budget, read_log, train_as_asked, write_log
from train_judge import jitter
from train_unet import noised, scheduler


def build(width: int, size: int, channels: int, id2label: dict[str, str]) -> NoisyClassifier:
    """The packs' classifier: the encoder and middle of their U-Net."""
    return NoisyClassifier(
        id2label=id2label,
        sample_size=size,
        in_channels=channels,
        block_out_channels=(width, 2 * width, 2 * width),
        attention_head_dim=width,
    )


@torch.no_grad()
def accuracy_by_t(model: NoisyClassifier, images: data.Images, buckets: int = 10, seed: int = 0) -> list[float]:
    """Accuracy in equal buckets of t; every image is seen once in each, at a uniform t within it."""
    schedule = scheduler()
    width = schedule.config.num_train_timesteps // buckets
    generator = torch.Generator().manual_seed(seed)
    result = []
    for bucket in range(buckets):
        hits = []
        for x0, y in zip(images.x.split(500), images.y.split(500), strict=True):
            xt, t, _ = noised(schedule, x0, generator, low=bucket * width, high=(bucket + 1) * width)
            hits.append((model(xt, t).argmax(1) == y).float())
        result.append(torch.cat(hits).mean().item())
    return result


def smoothed(labels: torch.Tensor, noise_level: torch.Tensor, amount: float) -> torch.Tensor:
    """Label smoothing (Szegedy et al. 2016, section 7) of one-hot labels [B, classes], at high noise alone.

    It rises from nothing at noise_level = t / T = 0.5, [B], to `amount` from 0.6 on. A classifier that learns these
    is as accurate there but less sure, and its gradient pushes less while a picture's layout is being decided.
    """
    share = amount * ((noise_level - 0.5) / 0.1).clamp(0, 1)[:, None]
    return (1 - share) * labels + share / labels.shape[1]


def score_matching(
    schedule: DDPMScheduler,
    denoiser: UNet2DModel,
    classifier: torch.nn.Module,
    x0: torch.Tensor,
    y: torch.Tensor,
    generator: torch.Generator,
) -> tuple[torch.Tensor, torch.Tensor]:
    """Denoising likelihood score matching (Chao et al. 2022), and the cross entropy at the same x_t.

    The gradient of the classifier should lead from the score of the denoiser to that of the class: with guidance at
    s = 1, eps_theta - sqrt(1 - alpha_bar) g, the noise of samples of y should be predicted better. The squared error
    is summed over the picture and weighs 1 / (1 + SNR), as in `train_unet.py --p2`. https://arxiv.org/abs/2203.14206
    """
    xt, t, noise = noised(schedule, x0, generator)
    xt.requires_grad_()
    logits = classifier(xt, t).float()
    log_prob = -F.cross_entropy(logits, y, reduction="none")
    (gradient,) = torch.autograd.grad(log_prob.sum(), xt, create_graph=True)
    with torch.no_grad():
        eps = denoiser(xt, t, return_dict=False)[0]
    variance = 1 - schedule.alphas_cumprod.to(t.device)[t]
    sigma = variance.sqrt()[:, None, None, None]
    error = (noise - (eps - sigma * gradient)).square().sum((1, 2, 3)) / 2
    return (variance * error).mean(), -log_prob.mean()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data.add_arguments(parser)
    add_budget(parser)
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--init", type=Path, help="start from the noisy classifier of another pack of this shape")
    parser.add_argument("--jitter", type=float, default=0, help="shift, turn and scale the images; 1 as the judge")
    parser.add_argument("--smooth", type=float, default=0, help="label smoothing at high noise, 0 to 1")
    parser.add_argument(
        "--score", type=float, default=0, help="weight of the error of the gradient, by the pack's unet/"
    )
    parser.add_argument("--compile", action="store_true", help="torch.compile the network")
    args = parser.parse_args()

    images, test = (data.load(args.data, split, args.dataset) for split in ("train", "test"))
    channels, size = images.x.shape[1], images.x.shape[2]
    schedule, denoiser = scheduler(), None
    if args.score:
        denoiser = UNet2DModel.from_pretrained(args.pack / "unet").float().eval().requires_grad_(False)
        torch.backends.cuda.enable_flash_sdp(False)  # on a CPU, too: its attention has no second derivative

    def loss_of(model, batch, generator):
        x0, y = batch
        if denoiser is not None:
            error, cross_entropy = score_matching(schedule, denoiser, model, x0, y, generator)
            return args.score * error + cross_entropy
        if args.jitter:
            x0 = jitter(x0, generator, flip=False, amount=args.jitter)
        xt, t, _ = noised(schedule, x0, generator)
        logits = model(xt.contiguous(memory_format=torch.channels_last), t).float()
        target = smoothed(F.one_hot(y, logits.shape[1]), t / schedule.config.num_train_timesteps, args.smooth)
        return F.cross_entropy(logits, target)

    def start() -> NoisyClassifier:
        classifier = build(args.width, size, channels, data.id2label(args.dataset))
        if args.init is not None:
            classifier.load_state_dict(NoisyClassifier.read(args.init / "classifier").float().state_dict())
        return classifier

    def export(ema: NoisyClassifier, state: State) -> None:
        ema.write(args.pack / "classifier")
        write_log(args.pack / "training" / "classifier.csv", state.log)

    train_as_asked(
        args,
        f"{args.pack.name}-classifier",
        start,
        loss_of,
        lambda generator: data.batches(images, args.batch, generator),
        export,
        weight_decay=0.05,
        past=read_log(args.pack / "training" / "classifier.csv") if args.init == args.pack else (),
    )
    by_t = accuracy_by_t(NoisyClassifier.read(args.pack / "classifier"), test)
    print("test accuracy in ten buckets of t:", " ".join(f"{value:.3f}" for value in by_t))


if __name__ == "__main__":
    main()
