// Finished words in an address.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { meantHash } from '../../src/address/meant';
import { tokenLists } from '../../src/address/token-lists';

const lists = (most: number) =>
  fc.array(fc.array(fc.nat(most), { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 7 });

it.each([820, 4095, 65_535])('gives back tokens up to %i', (most) => {
  fc.assert(
    fc.property(lists(most), (tokens) => {
      expect(tokenLists.read(tokenLists.write(tokens))).toEqual(tokens);
    }),
  );
});

it('takes two characters a token where they do', () => {
  expect(tokenLists.write([[0, 63, 64, 820], [1]])).toBe('2AAA_BAM0.AB');
  expect(tokenLists.write([[4096]])).toBe('3BAA');
});

it('loses nothing where mail programs clean the end of a link', () => {
  fc.assert(
    fc.property(lists(820), (tokens) => {
      const hash = `#/words?words=${tokenLists.write(tokens)}`;
      expect(meantHash(hash)).toBe(hash);
    }),
  );
});

it.each([
  '',
  '2',
  '2A',
  '2AA.',
  '2AA..AA',
  '4AAAA',
  'AAAA',
  '2A!',
  `2${'A'.repeat(3000)}`,
  `2${'AA.'.repeat(99)}AA`,
])('refuses “%s”', (text) => {
  expect(tokenLists.read(text)).toBeUndefined();
});
