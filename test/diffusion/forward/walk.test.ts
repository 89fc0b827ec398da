// Jump and walk: different noise, the same distribution.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { densityOf, momentsOf, normalDensity } from '../../../src/diffusion/distribution';
import { fillStepNoise, jumpNoise } from '../../../src/diffusion/forward/forward-noise';
import { jump } from '../../../src/diffusion/forward/jump';
import { stepForward, Walk } from '../../../src/diffusion/forward/walk';
import { createSchedule } from '../../../src/diffusion/schedule';
import { linearConfig } from '../config';
import { maxDifference } from '../close';

const T = linearConfig.trainTimesteps;
const schedules = {
  linear: createSchedule(linearConfig),
  cosine: createSchedule({ ...linearConfig, betaSchedule: 'squaredcos_cap_v2' }),
};
const name = fc.constantFrom('linear' as const, 'cosine' as const);
const seed = fc.maxSafeNat();

/** Of n standard normals: five standard errors of mean and variance. */
const errors = (n: number) => ({ mean: 5 / Math.sqrt(n), variance: 5 * Math.sqrt(2 / n) });

/** Of N(0, 1) in [from, from + width]. */
function massOf(from: number, width: number): number {
  const parts = Array.from({ length: 50 }, (_, i) => normalDensity(from + ((i + 0.5) / 50) * width));
  return (parts.reduce((sum, y) => sum + y) / 50) * width;
}

describe('walk', () => {
  it('is t single steps from the picture, whatever was asked of it before', () => {
    fc.assert(
      fc.property(name, seed, fc.nat(120), fc.nat(T - 1), (schedule, key, t, earlier) => {
        const { betas } = schedules[schedule];
        const x0 = Float32Array.from({ length: 20 }, (_, i) => Math.cos(3 * i));
        const stepped = x0.slice();
        const z = new Float32Array(20);
        for (let s = 0; s <= t; s++) {
          fillStepNoise(z, key, s);
          stepForward(stepped, betas[s]!, z);
        }
        const walk = new Walk(schedules[schedule], key, 20);
        if (earlier % 2 === 0) walk.noiseAt(earlier);
        expect(maxDifference(walk.sampleAt(x0, t), stepped)).toBeLessThan(1e-5);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['linear', 'cosine'] as const)('has the jump’s mean and variance at every t: %s', (schedule) => {
    const size = 20_000;
    const x0 = Float32Array.from({ length: size }, (_, i) => (i % 2 === 0 ? -1 : 0.4));
    const tables = schedules[schedule];
    const walk = new Walk(tables, 3, size);
    const eps = jumpNoise(3, size, T);
    for (const t of [0, 5, 100, 400, 999]) {
      const alphaCumprod = tables.alphasCumprod[t]!;
      const standard = (x: Float32Array): Float32Array =>
        x.map((value, i) => (value - Math.sqrt(alphaCumprod) * x0[i]!) / Math.sqrt(1 - alphaCumprod));
      const bound = errors(size);
      const residues = [standard(jump(x0, eps, alphaCumprod)), standard(walk.sampleAt(x0, t))];
      for (const residue of residues) {
        const { mean, variance } = momentsOf(residue);
        expect(Math.abs(mean)).toBeLessThan(bound.mean);
        expect(Math.abs(variance - 1)).toBeLessThan(bound.variance);
        const density = densityOf(residue, -3, 3, 12);
        for (let bin = 1; bin < 11; bin++) {
          const mass = massOf(-3 + bin / 2, 0.5);
          const error = 5 * Math.sqrt(mass / size);
          expect(Math.abs(density[bin]! / 2 - mass)).toBeLessThan(error);
        }
      }
      // and yet another noise: what they share is the law
      const [a, b] = residues;
      const together = a!.reduce((sum, value, i) => sum + value * b![i]!, 0) / size;
      expect(Math.abs(together)).toBeLessThan(bound.mean);
    }
  });

  it('says how far it has come, and walks no step twice', () => {
    const walk = new Walk(schedules.linear, 1, 4);
    expect(walk.reaches(0)).toBe(true);
    expect(walk.reaches(T - 1)).toBe(false);
    while (!walk.reaches(T - 1)) walk.advance();
    expect(walk.noiseAt(T - 1)).toEqual(new Walk(schedules.linear, 1, 4).noiseAt(T - 1));
  });
});

describe('jump', () => {
  it('is the picture without noise, and noise without the picture', () => {
    const x0 = Float32Array.of(-1, 0.5);
    const eps = Float32Array.of(2, -3);
    expect(jump(x0, eps, 1)).toEqual(x0);
    expect(jump(x0, eps, 0)).toEqual(eps);
  });

  it('keeps to one noise for all t, and to another for each seed', () => {
    expect(jumpNoise(4, 8, T)).toEqual(jumpNoise(4, 8, T));
    expect(jumpNoise(4, 8, T)).not.toEqual(jumpNoise(5, 8, T));
    const z = new Float32Array(8);
    for (let t = 0; t < T; t += 111) {
      fillStepNoise(z, 4, t);
      expect(z).not.toEqual(jumpNoise(4, 8, T));
    }
  });
});
