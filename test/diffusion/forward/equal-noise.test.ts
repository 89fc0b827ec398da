import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalNoiseTime } from '../../../src/diffusion/forward/equal-noise';
import { ownName, pairOfSchedules } from '../../../src/diffusion/forward/pair-of-schedules';
import { linearConfig } from '../config';

const { own, linear, cosine } = pairOfSchedules(linearConfig);
const T = linearConfig.trainTimesteps;
const ratio = (alphaCumprod: number): number => Math.log(alphaCumprod / (1 - alphaCumprod));

describe('equalNoiseTime', () => {
  it('is t itself in the model’s own schedule', () => {
    for (let t = 0; t < T; t++) expect(equalNoiseTime(own.alphasCumprod, own.alphasCumprod[t]!)).toBe(t);
  });

  it('is nearer in signal-to-noise ratio than any other timestep', () => {
    fc.assert(
      fc.property(fc.nat(T - 1), fc.nat(T - 1), (t, other) => {
        const wanted = ratio(cosine.alphasCumprod[t]!);
        const found = equalNoiseTime(own.alphasCumprod, cosine.alphasCumprod[t]!);
        const distance = (at: number): number => Math.abs(ratio(own.alphasCumprod[at]!) - wanted);
        expect(distance(found)).toBeLessThanOrEqual(distance(other) + 1e-12);
      }),
    );
  });

  it('has the same ᾱ within half a step wherever the model knows so much noise', () => {
    for (let t = 1; t < T; t++) {
      const wanted = cosine.alphasCumprod[t]!;
      if (wanted < own.alphasCumprod[T - 1]! || wanted > own.alphasCumprod[0]!) continue;
      const found = equalNoiseTime(own.alphasCumprod, wanted);
      const step = Math.abs(
        own.alphasCumprod[Math.max(0, found - 1)]! - own.alphasCumprod[Math.min(T - 1, found + 1)]!,
      );
      expect(Math.abs(own.alphasCumprod[found]! - wanted)).toBeLessThanOrEqual(step);
    }
  });

  it('stops at the ends', () => {
    expect(equalNoiseTime(own.alphasCumprod, 1)).toBe(0);
    expect(equalNoiseTime(own.alphasCumprod, 0)).toBe(T - 1);
    expect(equalNoiseTime([0.5], 0.7)).toBe(0);
  });
});

describe('pairOfSchedules', () => {
  it('knows the pack’s own schedule among the two', () => {
    expect(linear).toBe(own);
    expect(cosine.alphasCumprod[500]).toBeCloseTo(0.493, 2);
    const ofCosine = pairOfSchedules({ ...linearConfig, betaSchedule: 'squaredcos_cap_v2', betaStart: 0.5 });
    expect(ofCosine.cosine).toBe(ofCosine.own);
    expect(ofCosine.linear).toEqual(linear);
    const third = pairOfSchedules({ ...linearConfig, betaSchedule: 'scaled_linear' });
    expect([third.linear, third.cosine]).not.toContain(third.own);
  });

  it('is worked out once', () => {
    expect(pairOfSchedules(linearConfig)).toBe(pairOfSchedules(linearConfig));
    expect(ownName({ ...linearConfig, trainedBetas: [0.1] })).toBeNull();
  });
});
