"""One run of Nudge again, with diffusers: guidance after Dhariwal & Nichol 2021 and Ho & Salimans 2022.

    pip install torch diffusers safetensors numpy pillow
    python nudge_run.py --pack models/classes

writes the finished samples to nudge_run.png. The browser and PyTorch add up in different orders: one step from the
same x_t agrees to 1e-3, a whole run of 50 DDIM steps to 0.02.
"""

import argparse
import base64
import inspect
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import DDPMScheduler, UNet2DModel
from PIL import Image
from safetensors.torch import load_file

# The run: a stretch holds from its step on; a later one names only what changed. A lane is one sample.
RUN = {
    "pack": "classes",
    "steps": 12,
    "stretches": [
        {"at": 0, "sampler": "ddpm", "eta": 0, "targets": [0, 2], "scales": [3, 3], "intervals": [[200, 800], [200, 800]], "free": [True, True], "seeds": [11, 11]},
        {"at": 4, "targets": [1, 1]},
        {"at": 7, "scales": [0.5, 0.5]},
    ],
    "null_class": 1,
}


def philox(counter, key):
    """Philox4x32-10 (Salmon et al. 2011): noise as a function of where it is used. [..., 4] uint64 words."""
    c0, c1, c2, c3, k0, k1 = (np.asarray(word, np.uint64) for word in (*counter, *key))
    low, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (p1 >> shift) ^ c1 ^ k0, p1 & low, (p0 >> shift) ^ c3 ^ k1, p0 & low
        k0, k1 = (k0 + np.uint64(0x9E3779B9)) & low, (k1 + np.uint64(0xBB67AE85)) & low
    return np.stack(np.broadcast_arrays(c0, c1, c2, c3), -1)


def noise(seeds, shape, purpose, t):
    """z ~ N(0, I) of each seed, [B, *shape]; purpose 0 is x_T (then t is T), 1 the noise of step t."""
    size = int(np.prod(shape))
    seeds = np.asarray(seeds, np.uint64)[:, None]
    key = (seeds & np.uint64(0xFFFFFFFF), seeds >> np.uint64(32))
    words = philox((np.arange(-(-size // 4))[None], t, purpose, 0), key).astype(float)
    radius = np.sqrt(-2 * np.log((words[..., ::2] + 1) / 2**32))  # Box-Muller
    angle = 2 * np.pi * words[..., 1::2] / 2**32
    z = np.stack([radius * np.cos(angle), radius * np.sin(angle)], -1).reshape(len(seeds), -1)[:, :size]
    return torch.from_numpy(z.astype(np.float32)).view(-1, *shape)


class Encoder(torch.nn.Module):
    """A U-Net's encoder and middle, pooled to numbers: a classifier's logits, or where CLIP sees the picture."""

    def __init__(self, folder):
        super().__init__()
        self.config = json.loads((folder / "config.json").read_text())
        self.head = {name: w.float() for name, w in load_file(folder / "model.safetensors").items()}
        known = {k: v for k, v in self.config.items() if k in inspect.signature(UNet2DModel).parameters}
        known["up_block_types"] = ["UpBlock2D"] * len(known["down_block_types"])  # not used
        self.unet = UNet2DModel(**known)
        self.unet.load_state_dict(self.head, strict=False)

    def forward(self, x, t):
        """x_t [B, C, H, W] to [B, numbers]."""
        unet, config, head = self.unet, self.config, self.head
        h = unet.conv_in(2 * x - 1 if config["center_input_sample"] else x)
        time = unet.time_embedding(unet.time_proj(torch.full((len(x),), t)))
        for block in unet.down_blocks:
            h, _ = block(h, time)
        h = unet.mid_block(h, time)
        norm = (head["norm_out.weight"], head["norm_out.bias"], config["norm_eps"])
        h = F.silu(F.group_norm(h, config["norm_num_groups"], *norm)).mean((2, 3))
        return F.linear(h, head["classifier.weight"], head["classifier.bias"])


class NoisyClassifier(Encoder):
    """p(y | x_t, t): a U-Net's encoder and middle, pooled to one logit a class."""

    def forward(self, x, t):
        """x_t [B, C, H, W] to log p(y | x_t), [B, classes]."""
        return super().forward(x, t).log_softmax(1)

    def gradient(self, x, t, use):
        """The gradient of log p(y | x_t) by x_t."""
        with torch.enable_grad():
            x = x.detach().requires_grad_()
            log_p = self(x, t)[range(len(x)), use["targets"]].sum()
            return torch.autograd.grad(log_p, x)[0]


def open_guide(run, pack):
    guides = [{"path": "classifier"}] if (pack / "classifier" / "config.json").exists() else []
    if (pack / "nudge.json").exists():
        guides = json.loads((pack / "nudge.json").read_text())["guides"]
        guides = [guide for guide in guides if guide["kind"] != "classifier-free"]
    return NoisyClassifier(pack / guides[0]["path"]).eval().requires_grad_(False) if guides else None


def open_model(pack):
    """The U-Net and the scheduler's config, as diffusers' DDPMPipeline saves them."""
    config = json.loads((pack / "scheduler" / "scheduler_config.json").read_text())
    return UNet2DModel.from_pretrained(pack / "unet"), config


class Run:
    """The run: `start()` is x_T, `step(i, x)` takes x_t to x_prev, the sample at the next listed timestep."""

    def __init__(self, run, pack):
        unet, self.config = open_model(pack)
        scheduler = DDPMScheduler.from_config({**self.config, "_class_name": "DDPMScheduler"})
        scheduler.set_timesteps(run["steps"])
        self.scheduler = scheduler
        self.alpha_bar = (1 - scheduler.betas.double()).cumprod(0)
        self.timesteps = scheduler.timesteps.tolist()
        self.begin = run.get("start")  # x_t at some t, where the run did not begin with the noise of its seeds
        if self.begin:
            self.timesteps = [self.begin["t"], *(t for t in self.timesteps if t < self.begin["t"])]
        self.unet = unet.float().eval().requires_grad_(False)
        size = run.get("size") or self.unet.config.sample_size
        self.shape = (*(size if isinstance(size, (list, tuple)) else (size, size)), self.unet.config.in_channels)
        self.guide = open_guide(self, pack)
        self.stretches = run["stretches"]
        self.null_class = run["null_class"]  # the class embedding that means none

    def using(self, i):
        """What step i uses: sampler, eta, and each lane's target, scale and seed."""
        return {k: v for stretch in self.stretches if stretch["at"] <= i for k, v in stretch.items()}

    def scales(self, use, t):
        """The scale of each lane at t: 0 outside of its guidance interval (Kynkäänniemi et al. 2024)."""
        acts = [i is None or i[0] <= t <= i[1] for i in use.get("intervals", [None] * len(use["scales"]))]
        return torch.tensor([s * on for s, on in zip(use["scales"], acts, strict=True)]).double()

    def start(self):
        if self.begin:
            x = np.frombuffer(base64.b64decode(self.begin["x"]), "<f4").reshape(-1, *self.shape)
            return torch.from_numpy(x.copy()).permute(0, 3, 1, 2)
        return noise(self.using(0)["seeds"], self.shape, 0, len(self.alpha_bar)).permute(0, 3, 1, 2)

    def scale_of_classes(self, use, t):
        """The scale of each lane that its own class steers, of the others 0: outside of its interval at most 1."""
        acts = [i is None or i[0] <= t <= i[1] for i in use.get("intervals", [None] * len(use["scales"]))]
        lanes = zip(use["scales"], acts, use["free"], strict=True)
        return torch.tensor([(s if on else min(s, 1)) * free for s, on, free in lanes]).double().view(-1, 1, 1, 1)

    def output(self, x, t, use):
        """Without a class, p_u, and of lanes that their own class steers p_u + s (p_c - p_u): Ho & Salimans 2022, whose
        w is s - 1."""
        null = self.null_class
        embeds = torch.tensor([y + (null is not None and y >= null) for y in use["targets"]])
        if null is None:  # it was trained with a class at every step
            return self.unet(x, t, class_labels=embeds).sample.double()
        classes = torch.cat([torch.full_like(embeds, null), embeds])
        without, with_class = self.unet(torch.cat([x, x]), t, class_labels=classes).sample.double().chunk(2)
        return without + self.scale_of_classes(use, t) * (with_class - without)

    def expected(self, x, t, use):
        """The x_0 that the model expects at x_t, in float64."""
        return self.predicted(x, t, use)[0]

    def predicted(self, x, t, use):
        """The same, and what the model says of Sigma: nothing, unless it has learned it."""
        a, config = self.alpha_bar[t], self.config
        out = self.output(x, t, use)
        out, said = out[:, : x.shape[1]], out[:, x.shape[1] :]
        kind = config.get("prediction_type", "epsilon")
        if kind == "epsilon" and config.get("predict_epsilon") is False:
            kind = "sample"
        if kind == "epsilon":
            x0 = (x - (1 - a).sqrt() * out) / a.sqrt()
        else:
            x0 = out if kind == "sample" else a.sqrt() * x - (1 - a).sqrt() * out  # v
        if config.get("thresholding"):
            x0 = self.scheduler._threshold_sample(x0)
        elif config.get("clip_sample", True):
            x0 = x0.clamp(-config.get("clip_sample_range", 1), config.get("clip_sample_range", 1))
        return x0, said

    @torch.no_grad()
    def step(self, i, x):
        use, config, t = self.using(i), self.config, self.timesteps[i]
        last = i + 1 == len(self.timesteps)
        a = self.alpha_bar[t]
        a_prev = torch.tensor(1.0).double() if last else self.alpha_bar[self.timesteps[i + 1]]
        if last and use["sampler"] == "ddim" and config.get("set_alpha_to_one") is False:
            a_prev = self.alpha_bar[0]
        beta = 1 - a / a_prev  # of the respaced chain
        beta_tilde = beta * (1 - a_prev) / (1 - a)

        x0, said = self.predicted(x, t, use)
        push = torch.zeros_like(x0)
        if self.guide is not None:
            push = (self.scales(use, t) * ~torch.tensor(use["free"])).view(-1, 1, 1, 1) * self.guide.gradient(x, t, use)
        if a == 0:  # x_t says nothing of x0, so nothing of what is asked for
            push = 0 * push

        if use["sampler"] == "ddpm":  # Algorithm 1: the mean moves by s * Sigma * g
            kind = config.get("variance_type")
            variance = beta if kind in ("fixed_large", "fixed_large_log") else beta_tilde
            if kind == "learned":
                variance = said
            if kind == "learned_range":
                share = (said + 1) / 2
                variance = (share * beta.log() + (1 - share) * beta_tilde.clamp(min=1e-20).log()).exp()
            mean = (a_prev.sqrt() * beta * x0 + (1 - beta).sqrt() * (1 - a_prev) * x) / (1 - a)
            x_prev = mean + variance * push
        else:  # Algorithm 2: eps moves by -s * sqrt(1 - alpha_bar) * g, and x0 follows
            variance = use["eta"] ** 2 * beta_tilde
            eps = (x - a.sqrt() * x0) / (1 - a).sqrt() - (1 - a).sqrt() * push
            if a > 0:
                x0 = (x - (1 - a).sqrt() * eps) / a.sqrt()
            x_prev = a_prev.sqrt() * x0 + (1 - a_prev - variance).clamp(0).sqrt() * eps
        if not last and torch.all(variance > 0):
            x_prev = x_prev + variance.sqrt() * noise(use["seeds"], self.shape, 1, t).permute(0, 3, 1, 2)
        return x_prev.float()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pack", type=Path, required=True, help=f"the folder of the pack {RUN['pack']}")
    parser.add_argument("--out", type=Path, default=Path("nudge_run.png"))
    arguments = parser.parse_args()
    run = Run(RUN, arguments.pack)
    x = run.start()
    for i, t in enumerate(run.timesteps):
        print(f"\rt = {t:4d}, step {i + 1} of {len(run.timesteps)}", end="", flush=True)
        x = run.step(i, x)
    if x.shape[1] % 2 == 0:  # neither grey nor RGB: the planes of each, side by side
        x = torch.cat(x.div(3 if x.shape[1] == 4 else 1).split(1, dim=1), dim=3)
    row = torch.cat(list(x), dim=2).permute(1, 2, 0).add(1).mul(127.5).clamp(0, 255).round().byte().numpy()
    Image.fromarray(row.squeeze()).resize((8 * row.shape[1], 8 * row.shape[0]), Image.NEAREST).save(arguments.out)
    print(f"\n{arguments.out} written")


if __name__ == "__main__":
    main()
