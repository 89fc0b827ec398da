import { expect, it } from 'vitest';
import { parseSeed } from '../../src/controls/seed-field';

it.each([
  ['42', 42],
  [' 0 ', 0],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ['9007199254740993', null],
  ['-1', null],
  ['1.5', null],
  ['0x10', null],
  ['1e3', null],
  ['', null],
])('takes %j as %s', (text, seed) => {
  expect(parseSeed(text)).toBe(seed);
});
