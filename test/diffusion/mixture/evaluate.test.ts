// The closed forms against finite differences and against each other, for any mixture at any ᾱ.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evaluator } from '../../../src/diffusion/mixture/evaluate';
import { noised, noisedMixture } from '../../../src/diffusion/mixture/noised';
import { presets } from '../../../src/diffusion/mixture/presets';
import type { Mixture } from '../../../src/terms/plane';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const mixtures = fc
  .array(
    fc.record({
      x: number(-3, 3),
      y: number(-3, 3),
      sigma: number(0.02, 1.5),
      weight: number(0.05, 1),
      label: fc.nat(2),
    }),
    { minLength: 3, maxLength: 12 },
  )
  .map((components): Mixture => {
    const labelled = components.map((component, i) => (i < 3 ? { ...component, label: i } : component));
    const total = labelled.reduce((sum, { weight }) => sum + weight, 0);
    return {
      means: Float64Array.from(labelled.flatMap(({ x, y }) => [x, y])),
      variances: Float64Array.from(labelled, ({ sigma }) => sigma ** 2),
      weights: Float64Array.from(labelled, ({ weight }) => weight / total),
      labels: Int32Array.from(labelled, ({ label }) => label),
      classes: ['a', 'b', 'c'],
    };
  });

/** ᾱ from pure noise to the data itself, with both ends. */
const alphas = fc.oneof(fc.constantFrom(0, 2.4e-9, 1e-4, 0.9999, 1), number(0, 1));

/** Central differences of f at (x, y), by Richardson from two steps of this size. */
function differences(f: (x: number, y: number) => number, x: number, y: number, size: number) {
  const central = (h: number) => [
    (f(x + h, y) - f(x - h, y)) / (2 * h),
    (f(x, y + h) - f(x, y - h)) / (2 * h),
  ];
  const [wide, narrow] = [central(size), central(size / 2)];
  return narrow.map((value, i) => (4 * value - wide[i]!) / 3);
}

/** A step on which the narrowest component is smooth. */
function stepFor(mixture: Mixture, alphaCumprod: number): number {
  return 2e-3 * Math.sqrt(Math.min(...noisedMixture(mixture, alphaCumprod).variances));
}

/** |a - b| ≤ 1e-5·max(1, |b|) */
function expectClose(a: number, b: number): void {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(b)));
}

describe('a noised mixture', () => {
  it('has the score that its log density has', () => {
    fc.assert(
      fc.property(mixtures, alphas, number(-4, 4), number(-4, 4), (mixture, alphaCumprod, x, y) => {
        const evaluator = new Evaluator(noised(mixture, alphaCumprod));
        const logDensity = (px: number, py: number) => {
          evaluator.density(px, py);
          return evaluator.logDensity;
        };
        const [dx, dy] = differences(logDensity, x, y, stepFor(mixture, alphaCumprod));
        evaluator.density(x, y);
        expectClose(evaluator.scoreX, dx!);
        expectClose(evaluator.scoreY, dy!);
      }),
      { numRuns: 300 },
    );
  });

  it('has the gradient that its class posterior has', () => {
    fc.assert(
      fc.property(
        mixtures,
        alphas,
        number(-4, 4),
        number(-4, 4),
        fc.nat(2),
        (mixture, alphaCumprod, x, y, target) => {
          const evaluator = new Evaluator(noised(mixture, alphaCumprod));
          // log p(x|y)p(y) - log p(x), each from its own mixture: where p(y|x) is almost 1 its logarithm has no digits
          const joint = (px: number, py: number) => {
            evaluator.posterior(px, py, target);
            return evaluator.logPosterior + evaluator.logDensity;
          };
          const size = stepFor(mixture, alphaCumprod);
          const [jx, jy] = differences(joint, x, y, size);
          evaluator.posterior(x, y, target);
          expectClose(evaluator.gradientX + evaluator.scoreX, jx!);
          expectClose(evaluator.gradientY + evaluator.scoreY, jy!);
          const total = evaluator.classProbs.reduce((sum, p) => sum + p, 0);
          expect(total).toBeCloseTo(1, 12);
          expect(Math.exp(evaluator.logPosterior)).toBeCloseTo(evaluator.classProbs[target]!, 12);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('denoises as its score says: E[x_0 | x_t] = (x_t + (1-ᾱ)·score)/√ᾱ (Tweedie)', () => {
    fc.assert(
      fc.property(mixtures, number(1e-3, 1), number(-4, 4), number(-4, 4), (mixture, alphaCumprod, x, y) => {
        const evaluator = new Evaluator(noised(mixture, alphaCumprod));
        evaluator.density(x, y);
        const signal = Math.sqrt(alphaCumprod);
        expect((x + (1 - alphaCumprod) * evaluator.scoreX) / signal).toBeCloseTo(evaluator.x0X, 8);
        expect((y + (1 - alphaCumprod) * evaluator.scoreY) / signal).toBeCloseTo(evaluator.x0Y, 8);
      }),
    );
  });

  it('agrees with itself whether noise is added before or after', () => {
    const { mixture } = presets[3]!;
    const first = noisedMixture(noisedMixture(mixture, 0.8), 0.5);
    const once = noisedMixture(mixture, 0.4);
    expect([...first.means]).toEqual([...once.means].map((mean) => expect.closeTo(mean, 12)));
    expect([...first.variances]).toEqual([...once.variances].map((variance) => expect.closeTo(variance, 12)));
  });

  it.each(presets)('stays finite and sure of itself far from the data: $id', ({ mixture }) => {
    for (const alphaCumprod of [0, 2.4e-9, 0.5, 0.99996, 1]) {
      const evaluator = new Evaluator(noised(mixture, alphaCumprod));
      for (const [x, y] of [
        [1e4, -1e4],
        [-300, 2],
        [0, 0],
      ] as const) {
        for (const target of mixture.classes.keys()) {
          evaluator.posterior(x, y, target);
          evaluator.density(x, y);
          const { logDensity, scoreX, scoreY, x0X, x0Y, logPosterior, gradientX, gradientY } = evaluator;
          const all = [logDensity, scoreX, scoreY, x0X, x0Y, logPosterior, gradientX, gradientY];
          expect([...all, ...evaluator.classProbs].every(Number.isFinite)).toBe(true);
          expect(logPosterior).toBeLessThanOrEqual(0);
        }
      }
    }
  });
});
