// The places of a sentence at one t: the word itself, the one whose embedding is nearest to x_t, and the one that the
// rounding head reads from x̂_0, with what that costs.

import { roundingOf } from '../../../diffusion/words/sentence';
import { END, SPECIAL_WORDS } from '../../../diffusion/words/tokens';
import { roundingNats } from '../../../measures/word-losses';
import type { LossOf, LossStep } from '../../../worlds/words/losses/losses';

export interface LossPlace {
  readonly word: string;
  /** Null before the model has answered. */
  readonly noisy: string | null;
  readonly read: string | null;
  /** -log p of the word itself, nats. */
  readonly nats: number;
}

export interface LossPlaces {
  /** Up to END. */
  readonly places: readonly LossPlace[];
  /** Places behind it, all of them PAD, and of how many PAD is read; null before the model has answered. */
  readonly pads: { readonly count: number; readonly right: number | null };
}

export function placesAt({ tokens, pack }: LossOf, step: LossStep | null): LossPlaces {
  const words = pack.text?.words ?? SPECIAL_WORDS;
  const rounding = roundingOf(pack);
  const count = tokens.indexOf(END, 1) + 1;
  const padded = tokens.length - count;
  const wordOf = (token: number): string => words[token] ?? '';
  const own = Array.from(tokens.subarray(0, count), wordOf);
  if (step === null || rounding === null) {
    const places = own.map((word) => ({ word, noisy: null, read: null, nats: Number.NaN }));
    return { places, pads: { count: padded, right: null } };
  }
  const noisy = rounding.nearest(step.xt);
  const read = rounding.readOff(step.output);
  const { each } = roundingNats(tokens, step.output, rounding);
  return {
    places: own.map((word, i) => ({
      word,
      noisy: wordOf(noisy[i]!),
      read: wordOf(read[i]!),
      nats: each[i]!,
    })),
    pads: {
      count: padded,
      right: read.subarray(count).filter((token, i) => token === tokens[count + i]).length,
    },
  };
}
