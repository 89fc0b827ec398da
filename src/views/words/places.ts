// The forty places of one lane as they stand on screen: a word each, and how it is marked.

import { repeatedWords, sentenceText, verdictsOnWords, wordsOf } from '../../diffusion/words/sentence';
import { END, START } from '../../diffusion/words/tokens';
import type { Target } from '../../terms/target';
import { laneForming, type Forming } from '../../worlds/words/forming';

export interface Place {
  readonly word: string;
  /** p of the word by the rounding head. */
  readonly certainty: number;
  /** No word of the sentence: START, END and what follows it. */
  readonly quiet: boolean;
  /** The twin has another word there. */
  readonly changed: boolean;
  /** In the end: it is among the words by which the rules find what was asked for. */
  readonly says: boolean;
  /** In the end: it repeats the word before it. */
  readonly twice: boolean;
}

interface Lane {
  readonly lane: number;
  /** The lane to compare it with; null where there is none. */
  readonly twin: number | null;
  /** What it was asked for; null where nothing was. */
  readonly target: Target | null;
  readonly finished: boolean;
}

/** @param words the vocabulary */
export function placesOf(
  words: readonly string[],
  positions: number,
  forming: Forming,
  { lane, twin, target, finished }: Lane,
): readonly Place[] {
  const { tokens, certainty } = laneForming(forming, lane, positions);
  const other = twin === null ? null : laneForming(forming, twin, positions).tokens;
  const first = tokens[0] === START ? 1 : 0;
  const sentence = wordsOf(tokens, words);
  const end = first + sentence.length;
  const says = new Set(finished ? wordsThatSayIt(sentence, target) : []);
  const twice = new Set(finished ? repeatedWords(sentence) : []);
  return Array.from(tokens, (token, at) => {
    const quiet = at < first || at >= end;
    return {
      word: quiet ? (at === end && token === END ? 'END' : '·') : (sentence[at - first] ?? ''),
      certainty: certainty[at] ?? 0,
      quiet,
      changed: !quiet && other !== null && other[at] !== token,
      says: says.has(at - first),
      twice: twice.has(at - first),
    };
  });
}

/** Places, counted from the sentence's first word, of the words by which the rules find what was asked for. */
function wordsThatSayIt(words: readonly string[], target: Target | null): readonly number[] {
  const verdicts = target === null ? [] : verdictsOnWords(words, target);
  return verdicts.flatMap(({ met, at }) =>
    met && at !== null ? Array.from({ length: at[1] - at[0] }, (_, i) => at[0] + i) : [],
  );
}

/** As `sentenceText` joins words. */
export function spaceBefore(before: string, word: string): string {
  const pair = [before, word];
  return sentenceText(pair).length < pair.join(' ').length || pair.includes('-') ? '' : ' ';
}
