"""Trains the denoiser of an image pack: diffusers' UNet2DModel on epsilon, L_simple (Ho et al. 2020, eq. 14).

    python train_unet.py --pack ../models/digits --data mnist.npz --images 600000
    python train_unet.py --pack ../models/digits-conditional --init ../models/digits --class-dropout 0.15 ...

With --class-dropout the network is told the class, and learns without it too, for classifier-free guidance (Ho &
Salimans 2022, algorithm 1): what stands for no class is one more index, the last.

The pack's unet/ and scheduler/ are written every two minutes from the EMA weights, in float16.
"""

import argparse
from pathlib import Path

import torch
from diffusers import DDPMPipeline, DDPMScheduler, UNet2DModel

import data
import stages
from run import State, add_budget, read_log, train_as_asked, write_log


def build(width: int, size: int, channels: int, classes: int | None = None) -> UNet2DModel:
    """The packs' U-Net: three resolutions, one block a level, attention at the two lower ones.

    `classes`: how many it can be told, the null class included; None for a network that knows of none.
    """
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
        num_class_embeds=classes,
    )


def with_classes(unet: UNet2DModel, weights: dict[str, torch.Tensor]) -> None:
    """Gives `unet` the weights of a network that knows no class: the null class, its last, leaves that as it is.

    The others begin at random: from zero, 70,000 digits taught hardly anything of them (s = 4: 0.2 read as asked).
    """
    missing = unet.load_state_dict(weights, strict=False)
    if missing.unexpected_keys or missing.missing_keys != ["class_embedding.weight"]:
        raise ValueError(f"with_classes: expected the same network without classes, got {missing}")
    torch.nn.init.normal_(unet.class_embedding.weight, std=0.3)
    torch.nn.init.zeros_(unet.class_embedding.weight[-1:])


def scheduler() -> DDPMScheduler:
    """The packs' schedule, for denoiser and noisy classifier alike."""
    return DDPMScheduler(
        num_train_timesteps=1000, beta_schedule="linear", timestep_spacing="trailing", clip_sample=True
    )


def noised(
    schedule: DDPMScheduler, x0: torch.Tensor, generator: torch.Generator, low: int = 0, high: int | None = None
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """A draw of x_t [B, C, H, W], t [B] uniform in [low, high) and the noise in it; high None is T."""
    high = schedule.config.num_train_timesteps if high is None else high
    t = torch.randint(low, high, (len(x0),), generator=generator).to(x0.device)
    noise = torch.randn(x0.shape, generator=generator).to(x0.device)
    return schedule.add_noise(x0, noise, t), t, noise


def told(labels: torch.Tensor, dropout: float, null: int, generator: torch.Generator) -> torch.Tensor:
    """`labels` [B], each left out with probability `dropout`: `null` stands in its place."""
    left_out = (torch.rand(labels.shape, generator=generator) < dropout).to(labels.device)
    return torch.where(left_out, torch.full_like(labels, null), labels)


def loss_of(
    schedule: DDPMScheduler,
    *,
    p2: bool = False,
    class_dropout: float | None = None,
    null: int | None = None,
    teacher: UNet2DModel | None = None,
):
    """The mean squared error of the noise prediction at uniform t: L_simple.

    With `p2`, the squared error at t weighs 1 / (1 + SNR) = 1 - alpha_bar_t (Choi et al. 2022, eq. 8 with k = 1 and
    gamma = 1): less for the last traces of noise, more for the levels where shapes are decided. With `class_dropout`
    the network is told the class, but for that share of the pictures, which are said to be of class `null`. A
    `teacher` is a network that knows no class: where none is told, its prediction is the target, and not the noise.
    So what was learned without classes is kept while they are learned, and a smaller network without classes learns
    from a target that does not vary (distillation, Hinton et al. 2015, https://arxiv.org/abs/1503.02531).
    """

    def loss(model, batch, generator):
        xt, t, noise = noised(schedule, batch[0], generator)
        xt = xt.contiguous(memory_format=torch.channels_last)
        known = {} if class_dropout is None else {"class_labels": told(batch[1], class_dropout, null, generator)}
        eps = model(xt, t, return_dict=False, **known)[0]
        free = torch.ones_like(t, dtype=torch.bool) if class_dropout is None else known["class_labels"] == null
        if teacher is not None and free.any():
            with torch.no_grad():
                expected = teacher.to(xt.device)(xt[free], t[free], return_dict=False)[0]
            noise = noise.index_put((free,), expected.float())
        if not p2:
            return torch.nn.functional.mse_loss(eps.float(), noise)
        weight = 1 - schedule.alphas_cumprod.to(t.device)[t]
        return (weight * (eps.float() - noise).square().mean((1, 2, 3))).mean()

    return loss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data.add_arguments(parser)
    add_budget(parser)
    parser.add_argument("--init", type=Path, help="start from the denoiser of this pack; --pack itself goes on")
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--p2", action="store_true", help="weigh the loss at t by 1 / (1 + SNR), as Choi et al. 2022")
    parser.add_argument("--class-dropout", type=float, help="tell it the class, but for this share of pictures")
    parser.add_argument("--teacher", type=Path, help="where no class is told, predict what this pack's denoiser does")
    parser.add_argument("--stages", action="store_true", help="draw samples whenever the images seen have doubled")
    parser.add_argument("--compile", action="store_true", help="torch.compile the network")
    args = parser.parse_args()

    images = data.load(args.data, "train", args.dataset)
    channels, size = images.x.shape[1], images.x.shape[2]
    schedule = scheduler()
    null = len(data.CLASSES[args.dataset])
    classes = None if args.class_dropout is None else null + 1

    def start() -> UNet2DModel:
        unet = build(args.width, size, channels, classes)
        if args.init is not None:
            before = UNet2DModel.from_pretrained(args.init / "unet").float()
            if classes == before.config.num_class_embeds:
                unet.load_state_dict(before.state_dict())
            else:
                with_classes(unet, before.state_dict())
        return unet

    teacher = None
    if args.teacher is not None:
        teacher = UNet2DModel.from_pretrained(args.teacher / "unet").float().requires_grad_(False).eval()

    def export(ema: UNet2DModel, state: State) -> None:
        half = build(args.width, size, channels, classes)
        half.load_state_dict(ema.state_dict())
        DDPMPipeline(unet=half.half(), scheduler=schedule).save_pretrained(args.pack)
        write_log(args.pack / "training" / "unet.csv", state.log)
        if args.stages:
            folder, shape = args.pack / "training" / "stages", (size, size, channels)
            stages.write(half.float().eval(), dict(schedule.config), shape, state.images, folder)

    train_as_asked(
        args,
        f"{args.pack.name}-unet",
        start,
        loss_of(schedule, p2=args.p2, class_dropout=args.class_dropout, null=null, teacher=teacher),
        lambda generator: data.batches(images, args.batch, generator),
        export,
        weight_decay=0.0,
        past=read_log(args.pack / "training" / "unet.csv") if args.init == args.pack else (),
    )


if __name__ == "__main__":
    main()
