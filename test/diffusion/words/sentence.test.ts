import { expect, test } from 'vitest';
import { knownTokens } from '../../../src/diffusion/words/known-tokens';
import { repeatedWords, sentenceText, verdictsOnWords, wordsOf } from '../../../src/diffusion/words/sentence';

const vocabulary = ['START', 'END', 'UNK', 'PAD', 'the', 'cheap', 'pub'];
const words = 'The Mill is a cheap cheap pub .'.split(' ');

test('words stand between START and END', () => {
  expect(wordsOf(Int32Array.of(0, 4, 6, 1, 3), vocabulary)).toEqual(['the', 'pub']);
});

test.each([
  ['It is cheap , and family - friendly .', 'It is cheap, and family-friendly.'],
  ["Under £ 20 ; it 's near", "Under £20; it's near"],
])('%s reads %s', (apart, text) => {
  expect(sentenceText(apart.split(' '))).toBe(text);
});

test('each thing that was asked for has a verdict', () => {
  const verdicts = verdictsOnWords(words, {
    kind: 'all',
    of: [
      { kind: 'slots', values: { price: 'cheap', food: 'Italian', family: 'unsaid' } },
      { kind: 'length', n: 8 },
      { kind: 'length', n: 5 },
      { kind: 'fill', words: ['The', null, 'was'] },
    ],
  });
  expect(verdicts.map(({ wish, met, found, at }) => [wish, met, found, at])).toEqual([
    ['price: cheap', true, 'cheap', [4, 5]],
    ['food: Italian', false, 'not said', null],
    ['family: unsaid', true, 'not said', null],
    ['8 words', true, '8', null],
    ['5 words', false, '8', null],
    ['word 1: The', true, 'The', [0, 1]],
    ['word 3: was', false, 'is', [2, 3]],
  ]);
});

test('a sentence that says two things of one slot is told so', () => {
  const both = 'A cheap place with a high price range .'.split(' ');
  const [verdict] = verdictsOnWords(both, { kind: 'slots', values: { price: 'cheap' } });
  expect(verdict).toMatchObject({ met: false, found: 'contradicts itself' });
});

test('a word that is said twice at once is found', () => {
  expect(repeatedWords(words)).toEqual([5]);
});

test('what is known of a sentence: its words over its end', () => {
  const fill = { kind: 'fill', words: ['the', null, 'pub'] } as const;
  expect([...knownTokens(fill, vocabulary, 6)!]).toEqual([0, 4, -1, 6, -1, -1]);
  const both = { kind: 'all', of: [fill, { kind: 'length', n: 2 }] } as const;
  expect([...knownTokens(both, vocabulary, 6)!]).toEqual([0, 4, -1, 6, 3, 3]);
  expect(knownTokens({ kind: 'slots', values: {} }, vocabulary, 6)).toBeNull();
});
