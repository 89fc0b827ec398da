// Random123's known-answer vectors for philox4x32-10 (kat_vectors of the Random123 distribution), and what
// is asked of the normals: Gaussian, uncorrelated, a function of their place.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillNormal, normalBatch, purposes, type Purpose } from '../../src/diffusion/noise/gaussian';
import { philox4x32 } from '../../src/diffusion/noise/philox';

const vectors = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
] as const;

describe('philox4x32', () => {
  it.each(vectors)('counter %j under key %j', ([c0, c1, c2, c3], [k0, k1], expected) => {
    const out = new Uint32Array(4);
    philox4x32(c0, c1, c2, c3, k0, k1, out);
    expect([...out]).toEqual([...expected]);
  });
});

function draw(n: number, seed: number, purpose: Purpose = 'step', t = 7): Float32Array {
  const out = new Float32Array(n);
  fillNormal(out, seed, purpose, t);
  return out;
}

describe('normals', () => {
  const n = 200_000;
  const z = draw(n, 42);

  it('have the moments of N(0, 1), to five standard errors', () => {
    const moment = (k: number) => z.reduce((sum, x) => sum + x ** k, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });

  it('have its distribution function (Kolmogorov-Smirnov at 0.1 %)', () => {
    const sorted = z.toSorted();
    let distance = 0;
    sorted.forEach((x, i) => {
      const expected = normalCdf(x);
      distance = Math.max(distance, Math.abs(expected - i / n), Math.abs(expected - (i + 1) / n));
    });
    expect(distance).toBeLessThan(1.95 / Math.sqrt(n));
  });

  it('do not correlate with their neighbours, other seeds, other t or other purposes', () => {
    const correlation = (a: Float32Array, b: Float32Array) =>
      a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0) / a.length;
    for (let lag = 1; lag <= 4; lag++) {
      expect(Math.abs(correlation(z.subarray(lag), z.subarray(0, n - lag)))).toBeLessThan(5 / Math.sqrt(n));
    }
    for (const other of [
      draw(n, 43),
      draw(n, 42, 'step', 8),
      draw(n, 42, 'initial'),
      draw(n, 42 + 2 ** 32),
    ]) {
      expect(Math.abs(correlation(z, other))).toBeLessThan(5 / Math.sqrt(n));
    }
  });

  it('are a function of seed, purpose, t and element, whatever the batch', () => {
    const purpose = fc.constantFrom(...(Object.keys(purposes) as Purpose[]));
    fc.assert(
      fc.property(
        fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 70 }),
        purpose,
        fc.integer({ min: 0, max: 1000 }),
        (seeds, size, use, t) => {
          const batch = normalBatch(seeds, size, use, t);
          seeds.forEach((seed, lane) => {
            const alone = new Float32Array(size);
            fillNormal(alone, seed, use, t);
            expect([...batch.subarray(lane * size, (lane + 1) * size)]).toEqual([...alone]);
          });
          expect(batch.every(Number.isFinite)).toBe(true);
        },
      ),
    );
  });

  it('refuse a seed that is no integer', () => {
    expect(() => fillNormal(new Float32Array(4), 0.5, 'step', 0)).toThrow(/seed/);
  });
});

/** Abramowitz & Stegun 7.1.26, good to 1.5e-7. */
function normalCdf(x: number): number {
  const u = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
  const poly =
    ((((1.061405429 * u - 1.453152027) * u + 1.421413741) * u - 0.284496736) * u + 0.254829592) * u;
  const erf = 1 - poly * Math.exp((-x * x) / 2);
  return x >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}
