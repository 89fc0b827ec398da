// From a finished sample to its sentence, and from the sentence to what of its target it says.

import type { PackInfo } from '../../terms/pack-info';
import type { Target } from '../../terms/target';
import { readSentence, wordsThatSay } from './reading';
import { Rounding } from './rounding';
import { sentenceOf, UNSAID } from './tokens';

const roundings = new WeakMap<object, Rounding>();

/** How a model's vectors are read as words; null where its samples are no sentences. Made once. */
export function roundingOf({ embeddings, text }: Pick<PackInfo, 'embeddings' | 'text'>): Rounding | null {
  if (embeddings === undefined || text === undefined) return null;
  const known = roundings.get(embeddings);
  if (known !== undefined) return known;
  const rounding = new Rounding(embeddings, text.headBias);
  roundings.set(embeddings, rounding);
  return rounding;
}

/** The words between START and END. @param tokens of one sample, [n] */
export function wordsOf(tokens: Int32Array, words: readonly string[]): readonly string[] {
  return Array.from(sentenceOf(tokens), (token) => words[token] ?? '');
}

/** The sentence as it is read: marks join the word before them. */
export function sentenceText(words: readonly string[]): string {
  return words
    .join(' ')
    .replace(/ ([.,;:!?%])/g, '$1')
    .replace(/ - /g, '-')
    .replace(/([£$€]) /g, '$1')
    .replace(/ '(?=\w)/g, "'");
}

/** Whether a sentence says one thing that was asked for. */
export interface WishVerdict {
  /** "food: Italian", "15 words", "stands: pub". */
  readonly wish: string;
  readonly met: boolean;
  /** What the sentence has instead, or that it has it. */
  readonly found: string;
  /** Places of the words that say it, from the first to behind the last; null where no words do. */
  readonly at: readonly [from: number, to: number] | null;
}

/** A verdict on each thing that a target asks for, in its order. No network has a part in it. */
export function verdictsOnWords(words: readonly string[], target: Target): readonly WishVerdict[] {
  switch (target.kind) {
    case 'all':
      return target.of.flatMap((part) => verdictsOnWords(words, part));
    case 'length':
      return [
        {
          wish: `${target.n} ${target.n === 1 ? 'word' : 'words'}`,
          met: words.length === target.n,
          found: String(words.length),
          at: null,
        },
      ];
    case 'fill':
      return target.words.flatMap((word, at) => {
        if (word === null) return [];
        const there = words[at];
        return {
          wish: `word ${at + 1}: ${word}`,
          met: there === word,
          found: there ?? 'nothing',
          at: [at, at + 1],
        };
      });
    case 'slots': {
      const { stated, contradicted } = readSentence(words);
      return Object.entries(target.values).map(([slot, value]) => {
        const said = stated.get(slot) ?? [];
        const met = value === UNSAID ? said.length === 0 : said.includes(value);
        const found = contradicted.includes(slot) ? 'contradicts itself' : said.join(', ') || 'not said';
        return { wish: `${slot}: ${value}`, met, found, at: met ? wordsThatSay(words, slot, value) : null };
      });
    }
    case 'class':
    case 'prompt':
      return [];
  }
}

/** Places of words that repeat the word before them. */
export function repeatedWords(words: readonly string[]): readonly number[] {
  return words.flatMap((word, at) => (at > 0 && word === words[at - 1] ? at : []));
}
