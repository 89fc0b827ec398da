"""Trains the denoiser of a words pack, embedding and all: Diffusion-LM's losses (Li et al. 2022, section 4.1).

    python -m words.train_denoiser --pack ../models/words --data e2e --examples 1280000 --shards 2    # in training/

Writes denoiser/, scheduler/, vocabulary.json, projection.json, training/denoiser.csv and, as it learns, sentences
into training/stages.json, every two minutes from the EMA weights.
"""

import argparse
import json
from pathlib import Path

import torch
import torch.nn.functional as F
from diffusers import DDPMScheduler

from data import batches
from run import State, add_budget, read_log, train_as_asked, write_log
from train_unet import noised
from words import e2e, growth, projection, recipe, stages
from words.denoiser import TextDenoiser
from words.schedule import scheduler
from words.vocabulary import Vocabulary


def losses(
    schedule: DDPMScheduler,
    model: TextDenoiser,
    tokens: torch.Tensor,
    generator: torch.Generator,
    *,
    condition_share: float = 0.5,
) -> dict[str, torch.Tensor]:
    """Diffusion-LM's three terms: x_0's error, rounding, and what is left of x_0 at T. And the anchor: the cross
    entropy of the words that the estimate of x_0 is read as (Gao et al. 2022, https://arxiv.org/abs/2212.09412).

    A self-conditioned model sees its own estimate in a `condition_share` of the batch, zeros in the rest.
    """
    embedded = model.embedding(tokens)  # [B, n, d]
    sigma = (1 - schedule.alphas_cumprod[0]).sqrt()
    x0 = embedded + sigma * torch.randn(embedded.shape, generator=generator).to(embedded.device)
    xt, t, _ = noised(schedule, x0, generator)
    aim = torch.where((t == 0)[:, None, None], embedded, x0)
    before = None
    if model.config.self_condition:
        count = round(condition_share * len(xt))
        before = torch.zeros_like(xt)
        with torch.no_grad():
            before[:count] = model(xt[:count], t[:count]).float()
    predicted = model(xt, t, before).float()
    return {
        "mse": F.mse_loss(predicted, aim),
        "anchor": F.cross_entropy(model.logits(predicted).float().flatten(0, 1), tokens.flatten()),
        "cross_entropy": F.cross_entropy(model.logits(x0).float().flatten(0, 1), tokens.flatten()),
        "prior": schedule.alphas_cumprod[-1] * x0.square().mean(),
    }


@torch.no_grad()
def measures(schedule: DDPMScheduler, model: TextDenoiser, tokens: torch.Tensor) -> dict[str, float]:
    """Held-out losses at fixed noise, and whether the embedding holds: its norm, and how near words are."""
    held_out = losses(schedule, model, tokens, torch.Generator().manual_seed(0))
    rows = model.embedding.weight
    apart = torch.cdist(rows, rows).fill_diagonal_(float("inf")).min(1).values
    return {
        "held_out_mse": held_out["mse"].item(),
        "held_out_cross_entropy": held_out["cross_entropy"].item(),
        "held_out_anchor": held_out["anchor"].item(),
        "embedding_norm": rows.norm(dim=1).mean().item(),
        "nearest_word": apart.median().item(),
        "nearest_word_least": apart.min().item(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    e2e.add_arguments(parser)
    add_budget(parser)
    parser.add_argument(
        "--init", type=Path, help="start from the weights and the log of a pack of this data, grown to size"
    )
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument(
        "--self-condition", action="store_true", help="the denoiser sees its own last estimate of x_0"
    )
    parser.add_argument(
        "--anchor", type=float, default=0.0, help="weight of the cross entropy of the estimate of x_0"
    )
    parser.add_argument("--compile", action="store_true", help="torch.compile the network")
    args = parser.parse_args()

    sentences = e2e.read(args.data, "train")
    vocabulary = Vocabulary.of(sentence.words for sentence in sentences)
    rows = e2e.rows(sentences, vocabulary)
    held_out = e2e.rows(e2e.held_out(args.data, "valid"), vocabulary).x[:256]
    schedule, past, made = scheduler(), [], recipe.of(args)
    if args.init is not None:
        past = read_log(args.init / "training" / "denoiser.csv")
        if Vocabulary.read(args.init / "vocabulary.json").words != vocabulary.words:
            raise ValueError(f"{args.init}: expected the vocabulary of {args.data}, got another")

    def start() -> TextDenoiser:
        model = TextDenoiser(
            len(vocabulary),
            e2e.LENGTH,
            width=args.width,
            layers=args.layers,
            heads=args.heads,
            self_condition=args.self_condition,
        )
        if args.init is not None:
            growth.fill(model, TextDenoiser.read(args.init / "denoiser"))
        return model

    def loss_of(model, batch, generator):
        terms = losses(schedule, model, batch[0], generator)
        return args.anchor * terms.pop("anchor") + sum(terms.values())

    def export(ema: TextDenoiser, state: State) -> None:
        if state.log:
            state.log[-1].update(measures(schedule, ema, held_out.to(ema.device)))
        ema.write(args.pack / "denoiser")
        schedule.save_pretrained(args.pack / "scheduler")
        vocabulary.write(args.pack / "vocabulary.json")
        projection.write(ema, args.pack / "projection.json")
        write_log(args.pack / "training" / "denoiser.csv", state.log)
        fallen = 0 if state.decay_from is None else state.images - state.decay_from
        (args.pack / "training" / "denoiser.json").write_text(json.dumps({**made, "decay": fallen}) + "\n")
        stages.add(args.pack, args.init, state.images)

    train_as_asked(
        args,
        f"{args.pack.name}-denoiser",
        start,
        loss_of,
        lambda generator: batches(rows, args.batch, generator),
        export,
        weight_decay=0.0,
        past=past,
    )


if __name__ == "__main__":
    main()
