"""Trains the denoiser of an image pack: diffusers' UNet2DModel on epsilon, L_simple (Ho et al. 2020, eq. 14).

    python train_unet.py --pack ../models/digits --data mnist.npz --images 600000

The pack's unet/ and scheduler/ are written every two minutes from the EMA weights, in float16.
"""

import argparse
from pathlib import Path

import torch
from diffusers import DDPMPipeline, DDPMScheduler, UNet2DModel

import data
from run import Budget, State, train, write_log


def build(width: int, size: int, channels: int) -> UNet2DModel:
    """The packs' U-Net: three resolutions, one block a level, attention at the two lower ones."""
    return UNet2DModel(
        sample_size=size,
        in_channels=channels,
        out_channels=channels,
        layers_per_block=1,
        block_out_channels=(width, 2 * width, 2 * width),
        down_block_types=("DownBlock2D", "AttnDownBlock2D", "AttnDownBlock2D"),
        up_block_types=("AttnUpBlock2D", "AttnUpBlock2D", "UpBlock2D"),
        norm_num_groups=8,
        attention_head_dim=width,
    )


def scheduler() -> DDPMScheduler:
    return DDPMScheduler(
        num_train_timesteps=1000, beta_schedule="linear", timestep_spacing="trailing", clip_sample=True
    )


def loss_of(noise_schedule: DDPMScheduler):
    """L_simple: the mean squared error of the noise prediction at uniform t."""

    def loss(model, batch, generator):
        x0 = batch[0]
        t = torch.randint(0, noise_schedule.config.num_train_timesteps, (len(x0),), generator=generator)
        noise = torch.randn(x0.shape, generator=generator)
        t, noise = t.to(x0.device), noise.to(x0.device)
        xt = noise_schedule.add_noise(x0, noise, t).contiguous(memory_format=torch.channels_last)
        eps = model(xt, t, return_dict=False)[0]
        return torch.nn.functional.mse_loss(eps.float(), noise)

    return loss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", type=Path, required=True, help="the pack's folder, created if absent")
    parser.add_argument("--data", type=Path, help="npz in Keras' MNIST layout; torchvision's copy if absent")
    parser.add_argument("--dataset", default="mnist", choices=["mnist", "fashion"])
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--images", type=int)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--state", type=Path, help="resumable state; default .state/<pack>-unet.pt")
    parser.add_argument("--compile", action="store_true", help="torch.compile the network")
    args = parser.parse_args()

    images = data.load(args.data, "train", args.dataset)
    channels, size = images.x.shape[1], images.x.shape[2]
    schedule = scheduler()

    def export(ema: torch.nn.Module, state: State) -> None:
        half = build(args.width, size, channels)
        half.load_state_dict(ema.state_dict())
        DDPMPipeline(unet=half.half(), scheduler=schedule).save_pretrained(args.pack)
        write_log(args.pack / "training" / "unet.csv", state.log)

    train(
        build(args.width, size, channels),
        loss_of(schedule),
        lambda generator: data.batches(images, args.batch, generator),
        budget=Budget(args.images, args.minutes),
        peak_lr=args.lr,
        weight_decay=0.0,
        state_path=args.state or Path(".state") / f"{args.pack.name}-unet.pt",
        export=export,
        compiled=args.compile,
    )


if __name__ == "__main__":
    main()
