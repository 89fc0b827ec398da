"""One run of sentences of Nudge again: Diffusion-LM (Li et al. 2022), steered by the gradient of a noisy classifier.

    pip install torch diffusers safetensors numpy
    python nudge_run.py --pack models/words

writes the finished sentences to nudge_run.txt. The browser and PyTorch add up in different orders: one step from the
same x_t agrees to 1e-3 but for the few numbers whose sign, or places whose nearest word, hangs on the last digits. So a
whole run may end in other words.
"""

import argparse
import json
import math
import re
from pathlib import Path

import numpy as np
import torch
from diffusers import DDPMScheduler
from diffusers.models.attention import BasicTransformerBlock
from diffusers.models.embeddings import TimestepEmbedding, Timesteps
from safetensors.torch import load_file
from torch import nn

START, END, UNK, PAD, FREE = 0, 1, 2, 3, -1

# The run: a stretch holds from its step on; a later one names only what changed. A lane is one sentence.
RUN = {
    "pack": "words",
    "steps": 200,
    "stretches": [
        {
            "at": 0,
            "rule": {"kind": "updates", "count": 3, "length": 0.1, "weight": 0.01, "quiet": 0.05, "sign": True},
            "clamp": True,
            "targets": [{"slots": {"food": "Italian"}}, {"slots": {"food": "Italian"}}],
            "scales": [1, 0],
            "seeds": [3, 3],
        },
    ],
}


# NOISE


# NETWORKS


class Run:
    """The run: `start()` is x_T, `step(i, x)` takes x_t to x_prev, the sample at the next listed timestep."""

    def __init__(self, run, pack):
        scheduler = DDPMScheduler.from_pretrained(pack, subfolder="scheduler")
        scheduler.set_timesteps(run["steps"])
        self.train_steps = scheduler.config.num_train_timesteps
        self.small_variance = scheduler.config.variance_type != "fixed_large"
        self.alpha_bar = (1 - scheduler.betas.double()).cumprod(0)
        self.timesteps = scheduler.timesteps.tolist()
        self.denoiser = Denoiser(pack / "denoiser")
        guides = json.loads((pack / "nudge.json").read_text())["guides"]
        self.classifier = NoisyClassifier(pack / guides[0]["path"]) if guides else None
        self.words = json.loads((pack / "vocabulary.json").read_text())
        self.shape = (self.denoiser.config["length"], self.denoiser.config["embedding_dim"])
        self.stretches = run["stretches"]

    def using(self, i):
        """What step i uses: rule, clamp, and each lane's target, scale and seed."""
        return {k: v for stretch in self.stretches if stretch["at"] <= i for k, v in stretch.items()}

    def scales(self, use, t):
        """The scale of each lane at t: 0 outside of its guidance interval (Kynkäänniemi et al. 2024)."""
        acts = [i is None or i[0] <= t <= i[1] for i in use.get("intervals", [None] * len(use["scales"]))]
        return torch.tensor([s * on for s, on in zip(use["scales"], acts, strict=True)]).double()

    def start(self):
        return noise(self.using(0)["seeds"], self.shape, 0, self.train_steps)

    def standing(self, target):
        """Places of words that stand fixed, FREE elsewhere; None where none do."""
        if "fill" not in target:
            return None
        known = torch.full(self.shape[:1], FREE)
        known[0] = START
        for place, word in enumerate(target["fill"][: self.shape[0] - 1]):
            if word is not None:
                known[place + 1] = self.words.index(word) if word in self.words else UNK
        return known

    def known(self, target):
        """Every word that a target knows: of a length where it starts and ends, and those that stand fixed."""
        known = torch.full(self.shape[:1], FREE)
        if "length" in target:
            known[0], known[target["length"] + 1] = START, END
            known[target["length"] + 2 :] = PAD
        standing = self.standing(target)
        return known if standing is None else torch.where(standing == FREE, known, standing)

    def guide(self, x, t, targets, before):
        """log p of what each lane asks for, [B], and its gradient by x: the classifier's of slots, and for words that
        are known -|x_0 - E(w)|^2 / 2 over their places, back through the denoiser."""
        known = torch.stack([self.known(target) for target in targets])
        with torch.enable_grad():
            x = x.float().detach().requires_grad_()
            value = self.classifier.log_p(x, t, [target.get("slots", {}) for target in targets])
            if (known != FREE).any():
                away = self.denoiser(x, t, before) - self.denoiser.embedding(known.clamp(min=0))
                value = value - (away * (known != FREE)[..., None]).square().sum((1, 2)) / 2
            return value.detach(), torch.autograd.grad(value.sum(), x)[0]

    def clamped(self, x0, use, t):
        """x_0 moved to the nearest embeddings, and to the words that stand fixed."""
        if not use["clamp"]:
            return x0
        words = self.denoiser.nearest(x0)
        for lane, (target, scale) in enumerate(zip(use["targets"], self.scales(use, t), strict=True)):
            standing = self.standing(target) if scale > 0 else None
            if standing is not None:
                words[lane] = torch.where(standing == FREE, words[lane], standing)
        return self.denoiser.embedding(words)

    @torch.no_grad()
    def step(self, i, x, before):
        """@returns x_prev, and x_0 as it was predicted, for the next step."""
        use, t = self.using(i), self.timesteps[i]
        last = i + 1 == len(self.timesteps)
        prev_t = None if last else self.timesteps[i + 1]
        a = self.alpha_bar[t]
        a_prev = torch.tensor(1.0).double() if last else self.alpha_bar[prev_t]
        beta = 1 - a / a_prev  # of the respaced chain
        variance = beta * (1 - a_prev) / (1 - a) if self.small_variance else beta
        predicted = self.denoiser(x, t, before)
        x0 = self.clamped(predicted, use, t)
        mean = (a_prev.sqrt() * beta * x0 + (1 - beta).sqrt() * (1 - a_prev) * x) / (1 - a)
        scales = self.scales(use, t).view(-1, 1, 1)
        if use["rule"]["kind"] == "mean-shift" and self.classifier is not None:
            # Algorithm 1 of Dhariwal & Nichol: the mean moves by s * Sigma * g
            x_prev = mean + scales * variance * self.guide(x, t, use["targets"], before)[1]
        else:
            x_prev = mean
        if not last and variance > 0:
            x_prev = x_prev + variance.sqrt() * noise(use["seeds"], self.shape, 1, t)
        if self.updates_at(i, use["rule"]):
            sigma = variance.sqrt() if variance > 0 else torch.tensor(1.0).double()
            for _ in range(use["rule"]["count"]):
                x_prev = self.update(use, scales, x_prev.float(), mean, sigma, prev_t, predicted)
        return x_prev.float(), predicted

    def updates_at(self, i, rule):
        """Whether step i is updated: not the last ones, in which words are settled."""
        steps = len(self.timesteps)
        if rule["kind"] != "updates" or self.classifier is None or i + 1 == steps:
            return False
        return i < steps - math.floor(rule["quiet"] * steps + 0.5)

    def force(self, use, x, mean, sigma, prev_t, predicted):
        """Toward what is asked for, and back to the mean: g - 2 lambda (x - mean) / sigma. And log p."""
        log_p, gradient = self.guide(x, prev_t, use["targets"], predicted)
        return gradient - 2 * use["rule"]["weight"] / sigma * (x - mean), log_p

    def update(self, use, scales, x, mean, sigma, prev_t, predicted):
        """One of the K updates of Diffusion-LM's control (section 4.3): x + s * length * sign(force)."""
        rule = use["rule"]
        force, log_p = self.force(use, x, mean, sigma, prev_t, predicted)
        length = rule["length"] * (prev_t / self.train_steps) ** rule.get("decay", 0)
        moved = scales * (log_p.exp() <= rule.get("sure", 1)).view(-1, 1, 1) * length
        return x + moved * (force.sign() if rule["sign"] else force)

    def sentences(self, x0):
        """The finished words of each lane, as they are read."""
        texts = []
        for row in self.denoiser.read_off(x0).tolist():
            row = row[1:] if row[0] == START else row
            words = [self.words[token] for token in (row[: row.index(END)] if END in row else row)]
            text = re.sub(r" ([.,;:!?%])", r"\1", " ".join(words)).replace(" - ", "-")
            texts.append(re.sub(r" '(?=\w)", "'", re.sub(r"([£$€]) ", r"\1", text)))
        return texts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pack", type=Path, required=True, help=f"the folder of the pack {RUN['pack']}")
    parser.add_argument("--out", type=Path, default=Path("nudge_run.txt"))
    arguments = parser.parse_args()
    run = Run(RUN, arguments.pack)
    x = run.start()
    before = torch.zeros_like(x)
    for i, t in enumerate(run.timesteps):
        print(f"\rt = {t:4d}, step {i + 1} of {len(run.timesteps)}", end="", flush=True)
        x, before = run.step(i, x, before)
    use = run.using(len(run.timesteps))
    finished = zip(use["scales"], use["seeds"], run.sentences(x), strict=True)
    lines = [f"s = {s}, seed {seed}: {text}" for s, seed, text in finished]
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n" + "\n".join(lines))


if __name__ == "__main__":
    main()
