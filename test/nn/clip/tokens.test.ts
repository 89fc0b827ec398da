import { expect, test } from 'vitest';
import { promptTokens } from '../../../src/nn/clip/tokens';
import { wordsOf } from '../../../src/terms/prompt-text';

const vocabulary = ['<padding>', '<unknown>', 'a', 'blue', 'hat', 'hair'];

test('words are letters, whatever parts them', () => {
  expect(wordsOf('Blue-hair,\n and  a HAT!')).toEqual(['blue', 'hair', 'and', 'a', 'hat']);
  expect(wordsOf('<unknown> 12 ½')).toEqual(['unknown']);
});

test('unknown words are read as such, and said', () => {
  expect(promptTokens('a teal hat', vocabulary, 8)).toEqual({
    tokens: [2, 1, 4],
    unknown: ['teal'],
    dropped: [],
  });
});

test('words that are too many are dropped, and said', () => {
  expect(promptTokens('a blue hat, blue hair', vocabulary, 3)).toEqual({
    tokens: [2, 3, 4],
    unknown: [],
    dropped: ['blue', 'hair'],
  });
});

test('a text without words has no tokens', () => {
  expect(promptTokens('…', vocabulary, 3).tokens).toEqual([]);
});
