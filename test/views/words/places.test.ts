// The places of a sentence and their marks: what the rules read, what guidance changed, what is said twice at once.

import { expect, it } from 'vitest';
import { END, PAD, START } from '../../../src/diffusion/words/tokens';
import { sentenceText } from '../../../src/diffusion/words/sentence';
import { placesOf, spaceBefore } from '../../../src/views/words/places';

const words = ['START', 'END', 'UNK', 'PAD', 'The', 'cheap', 'Italian', 'place', 'is', 'nice', '.', 'food'];
const token = (word: string): number => words.indexOf(word);
const row = (...sentence: string[]): number[] =>
  [START, ...sentence.map(token), END, ...Array<number>(12).fill(PAD)].slice(0, 12);

const forming = {
  tokens: Int32Array.from([
    ...row('The', 'Italian', 'Italian', 'food', 'is', 'nice', '.'),
    ...row('The', 'place', 'is', 'nice', '.'),
  ]),
  certainty: new Float32Array(24).fill(0.5),
};
const target = { kind: 'slots', values: { food: 'Italian' } } as const;
const asked = { lane: 0, twin: 1, target, finished: true } as const;

it('marks words in the end, and guidance on the way', () => {
  const places = placesOf(words, 12, forming, asked);
  const marked = (mark: 'changed' | 'says' | 'twice') => places.flatMap((each, at) => (each[mark] ? at : []));
  expect(places.map(({ word }) => word).join(' ')).toBe('· The Italian Italian food is nice . END · · ·');
  expect(marked('says')).toEqual([2]);
  expect(marked('twice')).toEqual([3]);
  expect(marked('changed')).toEqual([2, 3, 4, 5, 6, 7]);
  const onTheWay = placesOf(words, 12, forming, { ...asked, finished: false });
  expect(onTheWay.some(({ says, twice }) => says || twice)).toBe(false);
  const alone = placesOf(words, 12, forming, { lane: 1, twin: null, target: null, finished: true });
  expect(alone.some(({ changed, says }) => changed || says)).toBe(false);
});

it('joins words as the sentence does', () => {
  const said = ['The', 'pub', ',', 'family', '-', 'friendly', ',', '£', '20', '.'];
  const joined = said.map((word, at) => (at === 0 ? '' : spaceBefore(said[at - 1]!, word)) + word).join('');
  expect(joined).toBe(sentenceText(said));
});
