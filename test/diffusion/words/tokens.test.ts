import { expect, test } from 'vitest';
import { sentenceOf, tokensOfLength } from '../../../src/diffusion/words/tokens';

test('a length fixes where a sentence starts and ends', () => {
  expect([...tokensOfLength(2, 7)]).toEqual([0, -1, -1, 1, 3, 3, 3]);
  expect([...tokensOfLength(5, 7)]).toEqual([0, -1, -1, -1, -1, -1, 1]);
});

test.each([0, 6, 2.5, NaN])('a length of %s does not fit seven positions', (words) => {
  expect(() => tokensOfLength(words, 7)).toThrow(`length: expected 1 to 5 words, got ${words}.`);
});

test.each([
  ['START 7 8 END PAD', [0, 7, 8, 1, 3], [7, 8]],
  ['without START', [7, 8, 1, 3, 3], [7, 8]],
  ['without END', [0, 7, 8, 9, 9], [7, 8, 9, 9]],
  ['nothing', [0, 1, 3, 3, 3], []],
  ['END alone', [1, 7, 8, 9, 9], []],
])('the sentence of %s', (_, row, sentence) => {
  expect([...sentenceOf(Int32Array.from(row))]).toEqual(sentence);
});
