"""Reference numbers of words, in float32 from stored weights: small seeded networks, and a trained pack.

Networks give outputs and input gradients; runs give every quantity of a few steps from the noise of given seeds, with
clamping, without guidance, with K updates, with Algorithm 1 and, of the small networks, with weaker K updates. A run
is computed from the reference's own x_t, so a test can check each step alone as well as the whole. The small denoiser
is there twice, without and with self-conditioning; what else a pack needs the second shares with the first. A small
language judge lies beside them.
"""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from fixtures_networks import save_reference, sha256, shake, store, write_config
from words.denoiser import TextDenoiser
from words.language_judge import LanguageJudge
from words.pack import TextPack, of_length
from words.schedule import scheduler
from words.text_chain import Algorithm1, Array, Guide, KUpdates, Rule, chain
from words.text_classifier import TextClassifier
from words.vocabulary import END, PAD, SPECIAL, START, Vocabulary

WORDS = [*SPECIAL, *["a", "the", "cheap", "pub", "riverside", "serves", "food", "near", "is", "it", "."]]
SMALL = {"length": 8, "embedding_dim": 6, "width": 16, "layers": 2, "heads": 2}
SLOTS = [
    {"name": "food", "values": ["French", "Italian"]},
    {"name": "area", "values": ["riverside", "city centre", "harbour"]},
]

WEAKER = {
    "k-updates-weaker": KUpdates(decay=1.0, sure=0.2),
    "k-updates-gradient": KUpdates(push="gradient", length=1.0, sure=0.2),
}


def denoiser_reference(model: TextDenoiser, x: torch.Tensor, t: torch.Tensor, generator: torch.Generator) -> dict:
    """x_0, its words both ways, and the gradient of sum(x_0 * w) with respect to x.

    A self-conditioned network is given some x_0 of the step before, `before`.
    """
    x = x.clone().requires_grad_(True)
    before = {}
    if model.config.self_condition:
        before["before"] = torch.randn(x.shape, generator=generator)
    x0 = model(x, t, **before)
    w = torch.randn(x0.shape, generator=generator)
    (gradient,) = torch.autograd.grad((x0 * w).sum(), x)
    x0 = x0.detach()
    with torch.no_grad():
        clamped, nearest, logits = model.clamp(x0), model.nearest(x0), model.logits(x0[:, 0])
    return {
        "x": x.detach(),
        "t": t.float(),
        "w": w,
        "x0": x0,
        "gradient": gradient,
        "clamped": clamped,
        "nearest": nearest.float(),
        "logits_of_first": logits,
        **before,
    }


def known_reference(pack: TextPack, x: torch.Tensor, t: torch.Tensor, before: torch.Tensor) -> dict:
    """The gradient toward words of which some are known, sample by sample as a chain asks for them, and its value."""
    length = pack.shape[0]
    known = np.stack([of_length(length // 2, length), np.full(length, -1), np.arange(length) + 4])[: len(x)]
    rows, gradients, values = pack.denoiser.embedding.weight, [], []
    for one, at, words, last in zip(x.split(1), t.tolist(), known, before.split(1), strict=True):
        gradients.append(torch.from_numpy(pack.fixed(words[None])(one.numpy(), at, last.numpy())))
        with torch.no_grad():
            x0, tokens = pack.denoiser(one, torch.tensor(at), last)[0], torch.from_numpy(words)
            away = (x0 - rows[tokens.clamp(min=0)])[tokens >= 0]
        values.append(-away.square().sum() / 2)
    return {
        "x": x,
        "t": t,
        "tokens": torch.from_numpy(known),
        "before": before,
        "value": torch.stack(values),
        "gradient": torch.cat(gradients),
    }


def language_judge_reference(judge: LanguageJudge, generator: torch.Generator) -> dict:
    """Nats of each token that follows in sentences of some words, [B, n - 1]; END ends them, PAD counts nothing."""
    words = torch.randint(4, len(WORDS), (3, 7), generator=generator)
    tokens = torch.full((3, 9), PAD)
    for row, line, count in zip(tokens, words, (7, 1, 4), strict=True):
        row[: count + 2] = torch.tensor([START, *line[:count].tolist(), END])
    with torch.no_grad():
        logits = judge.head(judge(tokens[:, :-1]))
    following = tokens[:, 1:]
    nats = F.cross_entropy(logits.transpose(1, 2), following, reduction="none") * (following != PAD)
    return {"tokens": tokens, "nats": nats, "nats_per_token": judge.nll(tokens).detach()}


def classifier_reference(model: TextClassifier, x: torch.Tensor, t: torch.Tensor, slot: int, label: int) -> dict:
    """Log probabilities of all heads side by side, and the gradient of log p(label of slot | x_t)."""
    x = x.clone().requires_grad_(True)
    heads = model.log_probs(model(x, t))
    (gradient,) = torch.autograd.grad(heads[slot][:, label].sum(), x)
    chosen = torch.tensor([slot, label])
    return {
        "x": x.detach(),
        "t": t.float(),
        "slot_and_label": chosen,
        "log_probs": torch.cat(heads, 1).detach(),
        "gradient": gradient,
    }


def run_reference(
    pack: TextPack, guide: Guide | None, rule: Rule | None, scales: Array, steps: int, kept: int
) -> dict:
    """The first `kept` of `steps` steps of a lane for each scale, [kept, B, n, d], with seeds 0, 1, ..."""
    run = chain(
        pack.predict,
        pack.clamp,
        guide,
        pack.scheduler,
        seeds=np.arange(len(scales)),
        scales=scales,
        shape=pack.shape,
        steps=steps,
        rule=rule,
    )
    done = [step for step, _ in zip(run, range(kept), strict=False)]
    names = ("xt", "pred_x0", "mean", "nudge", "x_prev")
    arrays = {name: torch.from_numpy(np.stack([getattr(step, name) for step in done])) for name in names}
    moves = [[step.transition.t, step.transition.prev_t, step.transition.variance] for step in done]
    return {**arrays, "t_prev_variance": torch.tensor(moves), "scales": torch.from_numpy(scales)}


def runs(
    pack: TextPack,
    folder: Path,
    name: str,
    slot: int,
    label: int,
    steps: int,
    kept: int,
    weaker: dict[str, KUpdates] | None = None,
    **metadata: str,
) -> None:
    """One run unguided, and one for every way of steering; scales differ from lane to lane.

    A rule of `weaker` stands in its file's metadata as JSON; the others are as they are by default.
    """
    scales, length = np.array([0.0, 1.0, 2.0]), pack.shape[0]
    toward = pack.attributes([{slot: label}] * len(scales))
    known = pack.fixed(np.stack([of_length(length // 2, length)] * len(scales)))
    ways = {
        "unguided": (None, None),
        "k-updates": (toward, KUpdates()),
        "algorithm-1": (toward, Algorithm1()),
        "length": (known, KUpdates()),
    }
    for way, (guide, rule) in ways.items():
        numbers = run_reference(pack, guide, rule, scales, steps, kept)
        save_reference(numbers, folder / f"{name}.{way}.reference.safetensors", **metadata)
    for way, rule in (weaker or {}).items():
        numbers = run_reference(pack, toward, rule, scales, steps, kept)
        about = {"rule": json.dumps(asdict(rule)), **metadata}
        save_reference(numbers, folder / f"{name}.{way}.reference.safetensors", **about)


def write(folder: Path) -> None:
    """A whole small pack with random weights, in the layout of packs, and its numbers beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator().manual_seed(500)
    torch.manual_seed(500)
    small = folder / "small"
    denoiser = TextDenoiser(len(WORDS), **SMALL).eval()
    classifier = TextClassifier(SLOTS, **SMALL).eval()
    for model, part in ((denoiser, "denoiser"), (classifier, "classifier")):
        shake(model, generator)
        (small / part).mkdir(parents=True, exist_ok=True)
        store(model, small / part / "model.safetensors", torch.float16)
        write_config(model, small / part / "config.json")
    scheduler().save_pretrained(small / "scheduler")
    Vocabulary(WORDS).write(small / "vocabulary.json")
    x = torch.randn((3, SMALL["length"], SMALL["embedding_dim"]), generator=generator)
    t = torch.tensor([1999, 740, 0])
    denoised = denoiser_reference(denoiser, x, t, generator)
    save_reference(denoised, folder / "small.denoiser.reference.safetensors")
    guided = classifier_reference(classifier, x, t, slot=1, label=2)
    save_reference(guided, folder / "small.classifier.reference.safetensors")
    pack = TextPack(small)
    runs(pack, folder, "small", slot=1, label=2, steps=10, kept=10, weaker=WEAKER)
    unseen = torch.zeros_like(x)
    save_reference(known_reference(pack, x, t, unseen), folder / "small.known.reference.safetensors")
    write_self_conditioned(pack, folder, x, t)
    write_language_judge(folder)
    index = {"source": "training/make_fixtures.py", "notes": __doc__, "names": ["small", "small-self-conditioned"]}
    (folder / "index.json").write_text(json.dumps(index) + "\n")


def write_self_conditioned(pack: TextPack, folder: Path, x: torch.Tensor, t: torch.Tensor) -> None:
    """Another denoiser for the small pack, which sees its x_0 of the step before, and its numbers."""
    generator = torch.Generator().manual_seed(510)
    torch.manual_seed(510)
    name, part = "small-self-conditioned", folder / "small" / "self-conditioned-denoiser"
    denoiser = TextDenoiser(len(WORDS), **SMALL, self_condition=True).eval()
    shake(denoiser, generator)
    part.mkdir(parents=True, exist_ok=True)
    store(denoiser, part / "model.safetensors", torch.float16)
    write_config(denoiser, part / "config.json")
    pack.denoiser = denoiser.requires_grad_(False)
    denoised = denoiser_reference(denoiser, x, t, generator)
    save_reference(denoised, folder / f"{name}.denoiser.reference.safetensors")
    known = known_reference(pack, x, t, denoised["before"])
    save_reference(known, folder / f"{name}.known.reference.safetensors")
    runs(pack, folder, name, slot=1, label=2, steps=10, kept=4)


def write_language_judge(folder: Path) -> None:
    generator = torch.Generator().manual_seed(520)
    torch.manual_seed(520)
    judge = LanguageJudge(len(WORDS), embedding_dim=6, width=10).eval()
    shake(judge, generator)
    judge.write(folder / "small" / "language-judge")
    stored = LanguageJudge.read(folder / "small" / "language-judge")
    save_reference(language_judge_reference(stored, generator), folder / "small.language-judge.reference.safetensors")


def write_pack(folder: Path, out: Path) -> None:
    """A trained pack at several t, and the beginning of a run; which weights it was is kept as their SHA-256."""
    out.mkdir(parents=True, exist_ok=True)
    pack, generator = TextPack(folder), torch.Generator().manual_seed(600)
    hashes = {part: sha256(folder / part / "model.safetensors") for part in ("denoiser", "classifier")}
    words = torch.randint(4, len(pack.vocabulary), (4, pack.shape[0]), generator=generator)
    t = torch.tensor([1999, 1400, 700, 9])
    with torch.no_grad():
        clean = pack.denoiser.embedding(words)
    x = scheduler().add_noise(clean, torch.randn(clean.shape, generator=generator), t)
    denoised = denoiser_reference(pack.denoiser, x, t, generator)
    save_reference(denoised, out / f"{folder.name}.denoiser.reference.safetensors", weights=hashes["denoiser"])
    guided = classifier_reference(pack.classifier, x, t, slot=0, label=1)
    save_reference(guided, out / f"{folder.name}.classifier.reference.safetensors", weights=hashes["classifier"])
    runs(pack, out, folder.name, slot=0, label=1, steps=200, kept=3, **hashes)
