import { expect, test } from 'vitest';
import { similarWords } from '../../../src/diffusion/words/similar-words';
import { fillRefusal, lengthRefusal, parseFill } from '../../../src/views/words/wish-controls';

const vocabulary = ['The', 'pub', 'pubs', 'cheap', 'riverside', 'near'];

test('blanks are places, words stand', () => {
  expect(parseFill(' The ___ is _ ')).toEqual(['The', null, 'is', null]);
  expect(parseFill('  ')).toBeNull();
});

test('a word that is not known is refused, with those that are written most alike', () => {
  expect(fillRefusal('The _ cheep', vocabulary, 38)).toBe(
    'Expected words that the model knows, got “cheep”: did you mean cheap?',
  );
  expect(fillRefusal('The xylophone', vocabulary, 38)).toContain('use _ for a blank.');
  expect(fillRefusal('x'.repeat(9000), vocabulary, 38)).toContain(`got “${'x'.repeat(24)}…”: `);
  expect(fillRefusal('The _ pub', vocabulary, 38)).toBeNull();
  expect(fillRefusal('_ _ _', vocabulary, 2)).toBe('Expected at most 2 words and blanks, got 3.');
});

test.each([
  ['', null],
  ['12', null],
  ['0', 'Expected 1 to 38 words, got 0; leave it empty for any length.'],
  ['41', 'Expected 1 to 38 words, got 41; leave it empty for any length.'],
  ['ten', 'Expected 1 to 38 words, got ten; leave it empty for any length.'],
])('a length of "%s"', (text, refusal) => {
  expect(lengthRefusal(text, 38)).toBe(refusal);
});

test('the nearest words come first', () => {
  expect(similarWords('pups', vocabulary)).toEqual(['pubs', 'pub']);
  expect(similarWords('🙂', ['.', 'is', 'a'])).toEqual([]); // no letter in common
});
