// The bound of points: on one Gaussian, where everything about it is known on paper.

import { describe, expect, test } from 'vitest';
import { pointProbe } from '../../src/diffusion/mixture/point-probe';
import { presetOf } from '../../src/diffusion/mixture/presets';
import { evaluators } from '../../src/diffusion/mixture/evaluators';
import { createSchedule } from '../../src/diffusion/schedule';
import { boundTables, priorBits } from '../../src/measures/bound';
import { noiseOfGradient } from '../../src/measures/gradient-noise';
import { bitsOfLoss, pointTerms } from '../../src/measures/point-bound';
import { fillNormal } from '../../src/diffusion/noise/gaussian';
import { planeScheduler, type Mixture } from '../../src/terms/plane';

const gaussian: Mixture = {
  means: Float64Array.of(0, 0),
  variances: Float64Array.of(0.25),
  weights: Float64Array.of(1),
  labels: Int32Array.of(0),
  classes: ['one'],
};

describe.each(['linear', 'cosine'] as const)('%s', (schedule) => {
  const scheduler = planeScheduler(schedule);
  const tables = boundTables(scheduler, createSchedule(scheduler));

  test('the least error at t is the variance that q(ε | x_t) has', () => {
    const n = 20_000;
    const { at } = pointProbe(gaussian, scheduler, n, 3);
    for (const t of [1, 100, 500, 900]) {
      const row = tables[t]!;
      const here = at(t);
      const { loss, least, excess } = pointTerms({ ...here, output: here.exact }, row, 'v_prediction');
      // x_t = √ᾱ x_0 + √(1-ᾱ) ε with Var x_0 = σ²: Var(ε | x_t) = ᾱσ² / (ᾱσ² + 1 - ᾱ)
      const signal = row.alphaCumprod * 0.25;
      const expected = signal / (signal + 1 - row.alphaCumprod);
      const mean = least.reduce((sum, each) => sum + each, 0) / n;
      expect(Math.abs(mean / expected - 1)).toBeLessThan(0.04);
      expect(loss).toEqual(least);
      expect(Math.max(...excess)).toBe(0);
    }
  });

  test('an output that is off by a known amount has that excess, and so much more loss', () => {
    const n = 4000;
    const { at } = pointProbe(gaussian, scheduler, n, 4);
    const row = tables[400]!;
    const here = at(400);
    const output = here.exact.map((value) => value + 0.3);
    const { loss, least, excess } = pointTerms({ ...here, output }, row, 'v_prediction');
    const mean = (of: Float64Array) => of.reduce((sum, each) => sum + each, 0) / n;
    expect(mean(excess)).toBeCloseTo(row.alphaCumprod * 0.09, 5);
    expect(Math.abs(mean(loss) - mean(least) - mean(excess))).toBeLessThan(0.02);
  });
});

test.each(['linear', 'cosine'] as const)(
  'the bound of the exact denoiser is what paper gives, %s',
  (schedule) => {
    const scheduler = planeScheduler(schedule);
    const tables = boundTables(scheduler, createSchedule(scheduler));
    for (const mixture of [gaussian, presetOf('moons')!.mixture]) {
      const n = mixture === gaussian ? 1500 : 100;
      const probe = pointProbe(mixture, scheduler, n, 5);
      let total = priorBits(probe.x0, tables.at(-1)!.alphaCumprod);
      for (const row of tables) {
        const here = probe.at(row.t);
        const { least } = pointTerms({ ...here, output: here.exact }, row, 'v_prediction');
        total += bitsOfLoss(row, least.reduce((sum, each) => sum + each, 0) / n);
      }
      const evaluator = evaluators(mixture, Float64Array.of(1 - 1e-12))(0);
      let entropy = 0;
      for (let i = 0; i < n; i++) {
        evaluator.density(probe.x0[2 * i]!, probe.x0[2 * i + 1]!);
        entropy -= evaluator.logDensity / Math.LN2 / 2 / n;
      }
      expect(total).toBeGreaterThan(entropy);
      if (mixture !== gaussian) continue;
      // w_t·Var(ε | x_t) in nats, and for x_0 given x_1 a Gaussian of the variance β̃_1
      let nats = 0;
      for (const { t, alphaCumprod, alphaCumprodPrev, logVariance } of tables) {
        const spread = (alphaCumprod * 0.25) / (alphaCumprod * 0.25 + 1 - alphaCumprod);
        const snr = (at: number) => at / (1 - at);
        if (t > 0) nats += ((snr(alphaCumprodPrev) / snr(alphaCumprod) - 1) / 2) * spread;
        else
          nats +=
            (Math.log(2 * Math.PI) + logVariance + spread / snr(alphaCumprod) / Math.exp(logVariance)) / 2;
      }
      expect(Math.abs(total - nats / Math.LN2)).toBeLessThan(0.1); // of 1,500 points
    }
  },
);

test('of gradients that are a vector and known noise the ratio is known', () => {
  const [K, P, scale] = [40, 400, 7];
  const covers = Array.from({ length: 60 }, (_, seed) => {
    const noise = new Float32Array(K * P);
    fillNormal(noise, seed, 'training', 0);
    // ‖G‖² = P, tr Σ = 2 P
    const of = (i: number, p: number) => scale * (1 + Math.SQRT2 * noise[i * P + p]!);
    const products = new Float32Array(K * K).map((__, at) => {
      let sum = 0;
      for (let p = 0; p < P; p++) sum += of(Math.floor(at / K), p) * of(at % K, p);
      return sum;
    });
    const { value, low, high } = noiseOfGradient(products);
    expect(value).toBeGreaterThan(1.5);
    expect(value).toBeLessThan(2.6);
    return low <= 2 && 2 <= high;
  });
  expect(covers.filter(Boolean).length).toBeGreaterThan(51);
});

test('batches that have nothing in common are all chance', () => {
  expect(noiseOfGradient(Float32Array.of(1, -0.1, 0, -0.1, 1, -0.1, 0, -0.1, 1)).value).toBe(Infinity);
});
