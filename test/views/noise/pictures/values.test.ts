// What the page says of the law of x_t, against many x_t.

import { describe, expect, it } from 'vitest';
import { momentsOf } from '../../../../src/diffusion/distribution';
import { jumpNoise } from '../../../../src/diffusion/forward/forward-noise';
import { jump } from '../../../../src/diffusion/forward/jump';
import { createSchedule } from '../../../../src/diffusion/schedule';
import { expectedMoments, lawOf, STANDARD_NORMAL, VALUE } from '../../../../src/views/noise/pictures/values';
import { linearConfig } from '../../../diffusion/config';

const { alphasCumprod } = createSchedule(linearConfig);
const x0 = Float32Array.from({ length: 400 }, (_, i) => (i % 5 === 0 ? 0.9 : -1));
const SEEDS = 400;

describe.each([0, 100, 400, 999])('x_t at t = %i', (t) => {
  const alphaCumprod = alphasCumprod[t]!;

  it('has on average the mean and variance, and the spread of both, that are said', () => {
    const expected = expectedMoments(momentsOf(x0), alphaCumprod, x0.length);
    const seen = Array.from({ length: SEEDS }, (_, seed) =>
      momentsOf(jump(x0, jumpNoise(seed, x0.length, 1000), alphaCumprod)),
    );
    const means = momentsOf(seen.map(({ mean }) => mean));
    const variances = momentsOf(seen.map(({ variance }) => variance));
    const close = 5 / Math.sqrt(SEEDS);
    expect(Math.abs(means.mean - expected.mean)).toBeLessThan(close * expected.meanError);
    expect(Math.abs(variances.mean - expected.variance)).toBeLessThan(close * expected.varianceError);
    expect(Math.sqrt(means.variance) / expected.meanError).toBeCloseTo(1, 0);
    expect(Math.sqrt(variances.variance) / expected.varianceError).toBeCloseTo(1, 0);
  });

  it('has a law of area 1', () => {
    if (t === 0) return; // narrower than the curve's points
    const law = lawOf(x0, alphaCumprod);
    const step = (VALUE.to - VALUE.from) / (law.length - 1);
    expect(law.reduce((sum, y) => sum + y) * step).toBeCloseTo(1, 2);
  });
});

it('ends in N(0, 1)', () => {
  const law = lawOf(x0, alphasCumprod[999]!);
  law.forEach((y, i) => expect(Math.abs(y - STANDARD_NORMAL[i]!)).toBeLessThan(0.005));
});
