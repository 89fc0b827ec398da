// The bound against guided-diffusion's own code in float64 (training/fixtures_measures.py).

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSchedule, signalToNoise } from '../../src/diffusion/schedule';
import { boundTables, boundTerm, lossWeight, priorBits, varianceBits } from '../../src/measures/bound';
import { askingOrder, boundTotal, coarseOrder, halfOfBits } from '../../src/measures/bound-total';
import { logLikelihoodOfLevel, roundedToLevels } from '../../src/measures/discretised-gaussian';
import type { SchedulerConfig, VarianceType } from '../../src/terms/scheduler';
import { linearConfig } from '../diffusion/config';
import reference from './reference.json';

function configOf(schedule: string, varianceType: VarianceType): SchedulerConfig {
  const betaSchedule = schedule === 'cosine' ? 'squaredcos_cap_v2' : 'linear';
  return { ...linearConfig, betaSchedule, varianceType };
}

const variances: readonly VarianceType[] = ['fixed_small', 'fixed_large'];
const tablesOf = (config: SchedulerConfig) => boundTables(config, createSchedule(config));

describe.each(reference.bounds)('$schedule, $variance', ({ schedule, variance, x0, prior, terms }) => {
  const config = configOf(
    schedule,
    variances.find((each) => each === variance)!,
  );
  const tables = tablesOf(config);
  const sample = Float32Array.from(x0);

  test.each(terms)('the terms at t = $t', ({ t, eps, output, ...expected }) => {
    const predicted = { x0: sample, eps: Float32Array.from(eps), output: Float32Array.from(output) };
    const term = boundTerm(predicted, tables[t]!, config);
    expect(Math.abs(term.bits - expected.bits)).toBeLessThan(1e-4 * expected.bits + 1e-7);
    expect(term.loss).toBeCloseTo(expected.loss, 6);
    expect(term.clippedLoss / expected.clippedLoss).toBeCloseTo(1, 5);
    expect(term.meanError / expected.meanError).toBeCloseTo(1, 5);
  });

  test('the prior', () => {
    expect(priorBits(sample, tables[999]!.alphaCumprod) / prior).toBeCloseTo(1, 6);
  });
});

test('a level’s likelihood, at the edges too', () => {
  for (const [x, mean, logScale, nats] of reference.likelihoods) {
    expect(logLikelihoodOfLevel(x!, mean!, logScale!)).toBeCloseTo(nats!, 9);
  }
});

test('the weight of the loss is what Ho et al. give, and half the SNR’s growth under fixed_small', () => {
  const tables = tablesOf(configOf('linear', 'fixed_small'));
  // nats for one unit of ε-error
  for (const [t, nats] of [
    [1, 0.599672],
    [10, 0.078977],
    [100, 0.010178],
    [999, 0.010205],
  ] as const) {
    expect(lossWeight(tables[t]!)).toBeCloseTo(nats, 6);
    const { alphaCumprod, alphaCumprodPrev } = tables[t]!;
    const growth = signalToNoise(alphaCumprodPrev) / signalToNoise(alphaCumprod);
    expect((growth - 1) / 2).toBeCloseTo(nats, 6);
  }
  expect(halfOfBits(tables.map((at) => (at.t === 0 ? 0 : lossWeight(at))))).toBe(261);
});

test('the prior of a blank digit', () => {
  const { alphaCumprod } = tablesOf(configOf('linear', 'fixed_small'))[999]!;
  expect(priorBits(new Float32Array(784).fill(-1), alphaCumprod)).toBeCloseTo(2.911e-5, 8);
});

test.each(variances)(
  'under %s a term is the clipped loss times its weight, and what the variance costs',
  (variance) => {
    const tables = tablesOf(configOf('linear', variance));
    const number = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.array(number, { minLength: 6, maxLength: 6 }),
        (t, numbers) => {
          const [x0, eps, output] = [0, 2, 4].map((i) => Float32Array.from(numbers.slice(i, i + 2)));
          const at = tables[t]!;
          const predicted = { x0: roundedToLevels(x0!), eps: eps!, output: output! };
          const term = boundTerm(predicted, at, configOf('linear', variance));
          const bits = (term.clippedLoss * lossWeight(at)) / Math.LN2 + varianceBits(at);
          expect(Math.abs(term.bits - bits)).toBeLessThan(1e-9 + 1e-6 * bits);
          const ratio = at.beta ** 2 / ((1 - at.beta) * (1 - at.alphaCumprod));
          expect(Math.abs(term.meanError - ratio * term.clippedLoss)).toBeLessThan(
            1e-12 + 1e-6 * term.meanError,
          );
        },
      ),
    );
  },
);

describe('the total', () => {
  test('every t is asked for once, the first 60 at once', () => {
    for (const T of [1, 30, 61, 1000, 2000]) {
      const order = askingOrder(T);
      expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: T }, (_, t) => t));
      expect(order.slice(0, 60)).toEqual(Array.from({ length: Math.min(T, 60) }, (_, t) => t));
    }
  });

  test('of several samples both ends come first, then powers of two, and every t once', () => {
    for (const T of [1, 2, 30, 1000]) {
      const order = coarseOrder(T);
      expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: T }, (_, t) => t));
    }
    expect(coarseOrder(1000).slice(0, 13)).toEqual([0, 999, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 3]);
  });

  test('a hundred terms of a law of powers give its sum; all of them are no estimate', () => {
    const T = 1000;
    const law = (t: number): number => 0.5 / (t + 1) ** 1.2;
    const all = Array.from({ length: T }, (_, t) => law(t));
    const sum = all.reduce((total, bits) => total + bits, 0.001);
    const some = new Map(
      askingOrder(T)
        .slice(0, 100)
        .map((t) => [t, law(t)] as const),
    );
    expect(boundTotal(some, T, 0.001).bits / sum).toBeCloseTo(1, 6);
    expect(boundTotal(some, T, 0.001).complete).toBe(false);
    expect(boundTotal(new Map(all.entries()), T, 0.001)).toEqual({
      bits: expect.closeTo(sum, 12),
      complete: true,
    });
  });
});
