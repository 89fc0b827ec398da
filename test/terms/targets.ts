// Any target that a text can name.

import fc from 'fast-check';
import { classTarget, type Target } from '../../src/terms/target';

const anyText = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
const separators = fc.constantFrom('|', ':', ':2', ': -1', '%', '%7C', '%3a', '%25', ' ', 'hair');
const phrase = fc
  .oneof(
    anyText,
    fc.array(separators, { minLength: 1, maxLength: 6 }).map((all) => all.join('')),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '');
const word = fc.stringMatching(/^[a-z’'.,]{1,8}$/);

const single: readonly fc.Arbitrary<Target>[] = [
  fc.nat(999).map(classTarget),
  fc.record({
    kind: fc.constant('slots' as const),
    values: fc.dictionary(
      anyText,
      anyText.filter((text) => text !== 'any'),
    ),
  }),
  fc.record({
    kind: fc.constant('prompt' as const),
    parts: fc.array(
      fc.record({
        text: phrase,
        weight: fc.double({ noNaN: true, noDefaultInfinity: true }).map((w) => w || 0),
      }),
    ),
  }),
  fc.record({ kind: fc.constant('length' as const), n: fc.integer({ min: 1, max: 9999 }) }),
  fc.record({
    kind: fc.constant('fill' as const),
    words: fc.array(fc.option(word), { minLength: 1, maxLength: 8 }),
  }),
];

/** Of several kinds, in the order of the fields. */
const several: fc.Arbitrary<Target> = fc
  .tuple(...single.map((kind) => fc.option(kind)))
  .map((parts) => parts.filter((part) => part !== null))
  .filter((parts) => parts.length > 1)
  .map((of) => ({ kind: 'all', of }));

export const targets: fc.Arbitrary<Target> = fc.oneof(...single, several);
