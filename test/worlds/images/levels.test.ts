import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankText, packText, samplesOf, textOf, unpackText } from '../../../src/worlds/images/levels';

const text = fc.stringMatching(/^[A-Za-z0-9_-]{1,300}$/);

describe('a picture as text', () => {
  it('comes back as it was, to half a level', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1 }), (values) => {
        const back = samplesOf(textOf(values));
        values.forEach((value, i) => expect(Math.abs(back[i]! - value)).toBeLessThanOrEqual(1 / 63 + 1e-6));
      }),
    );
  });

  it('is a fixed point, so that a link shows the very same picture', () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(textOf(samplesOf(t))).toBe(t);
      }),
    );
  });

  it('holds what is beyond the ends', () => {
    expect([...samplesOf(textOf([-7, 7]))]).toEqual([-1, 1]);
  });

  it('is packed and unpacked again', () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(unpackText(packText(t))).toBe(t);
      }),
    );
    expect(packText(blankText(784))).toBe('A.ls.');
    expect(unpackText(packText(blankText(784) + 'zz'))).toBe(`${blankText(784)}zz`);
  });

  it.each(['', '.', 'A.', 'A.9', 'A..', 'A.zzzz.', 'A.zzz.'.repeat(2), 'Ä', 'A A', 'A'.repeat(20_000)])(
    'refuses %s',
    (nonsense) => {
      expect(unpackText(nonsense)).toBeNull();
    },
  );

  it('never throws, and never grows beyond the largest sample', () => {
    fc.assert(
      fc.property(fc.string(), (t) => {
        expect(unpackText(t)?.length ?? 0).toBeLessThanOrEqual(64 * 64 * 4);
      }),
    );
  });
});
