// How various sentences are: distinct-2 (Li et al. 2016), which falls with their number and so is taken at the same one
// in every row, and how many of them say a word twice at once.

import { repeatedWords } from '../diffusion/words/sentence';
import { jackknifing, type SetMeasure } from './jackknife';
import { wilson } from './shares';
import type { Accepted, SetMeasures } from './tradeoff';

export type Sentence = readonly string[];

/** A sentence of a sweep, for `sentenceMeasures`. */
export interface SaidSentence extends Accepted {
  /** As they are read, without START, END and PAD. */
  readonly words: Sentence;
}

/** Different pairs of neighbouring words, over all such pairs; 0 where there is none. */
export function distinct2(sentences: readonly Sentence[]): number {
  const pairs = sentences.flatMap((words) => words.slice(1).map((word, i) => `${words[i]}\n${word}`));
  return new Set(pairs).size / Math.max(1, pairs.length);
}

export const DISTINCT_2: SetMeasure<Sentence> = { of: distinct2, bounds: () => [0, 1] };

/** Of each row of a sweep: distinct-2, and the share of sentences that say a word twice. */
export const sentenceMeasures: SetMeasures<SaidSentence> = {
  *of(samples) {
    const sentences = samples.map(({ words }) => words);
    const repeating = sentences.filter((words) => repeatedWords(words).length > 0);
    return {
      distinct2: yield* jackknifing(sentences, DISTINCT_2),
      repeats: wilson(repeating.length, sentences.length),
    };
  },
  *real() {
    yield;
    return null; // no pack has people's sentences with it
  },
};
