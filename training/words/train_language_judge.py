"""Trains the language judge, which measures sentences: for a pack's card, and a smaller one that the page asks.

    python -m words.train_language_judge --data e2e --out ../../words/judge --examples 300000    # in training/
    python -m words.train_language_judge --data e2e --out ../models/words/judge --width 128 --examples 116000

Writes it every two minutes, and prints its nats a token on held-out sentences.
"""

import argparse
from pathlib import Path

import torch

from data import batches
from run import State, add_budget, train_as_asked, write_log
from words import e2e
from words.language_judge import LanguageJudge
from words.vocabulary import Vocabulary, sentence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with E2E's csv files")
    parser.add_argument("--out", type=Path, required=True, help="the judge's folder, outside the pack")
    add_budget(parser)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--lr", type=float, default=3e-3)
    parser.add_argument("--width", type=int, default=192, help="numbers in its state")
    args = parser.parse_args()

    sentences = e2e.read(args.data, "train")
    vocabulary = Vocabulary.of(line.words for line in sentences)
    rows = e2e.rows(sentences, vocabulary).first(-e2e.KEPT_BACK)

    def loss_of(model, batch, generator):
        with torch.autocast(batch[0].device.type, enabled=False):  # a CPU's GRU is slow in bfloat16
            return model.nll(batch[0])

    def export(ema: LanguageJudge, state: State) -> None:
        ema.write(args.out)
        write_log(args.out / "judge.csv", state.log)

    train_as_asked(
        args,
        "words-language-judge",
        lambda: LanguageJudge(len(vocabulary), width=args.width),
        loss_of,
        lambda generator: batches(rows, args.batch, generator),
        export,
        weight_decay=0.01,
    )
    judge = LanguageJudge.read(args.out)
    for name in ("valid", "test"):
        tokens = [sentence(row) for row in e2e.rows(e2e.held_out(args.data, name), vocabulary).x.numpy()]
        print(f"{name}: {judge.judge(tokens[:1000]):.3f} nats a token")


if __name__ == "__main__":
    main()
