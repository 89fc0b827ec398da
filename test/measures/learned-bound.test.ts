// The bound under a learned Σ, against guided-diffusion's own code in float64 (training/fixtures_learned.py).

import { expect, test } from 'vitest';
import { createSchedule } from '../../src/diffusion/schedule';
import { boundTables, boundTerm, lossWeight, varianceBits } from '../../src/measures/bound';
import type { SchedulerConfig } from '../../src/terms/scheduler';
import { linearConfig } from '../diffusion/config';
import { bounds } from './learned-bounds.json';

const configOf = (schedule: string, varianceType: SchedulerConfig['varianceType']): SchedulerConfig => ({
  ...linearConfig,
  betaSchedule: schedule === 'cosine' ? 'squaredcos_cap_v2' : 'linear',
  varianceType,
});
const learned = { type: 'learned_range', channels: 3 } as const;
const predictedOf = ({ x0, eps, output }: (typeof bounds)[number]) => ({
  x0: Float32Array.from(x0),
  eps: Float32Array.from(eps),
  output: Float32Array.from(output),
});

test.each(bounds)('$schedule at t = $t', (each) => {
  const config = configOf(each.schedule, 'learned_range');
  const at = boundTables(config, createSchedule(config))[each.t]!;
  const term = boundTerm(predictedOf(each), at, config, learned);
  expect(Math.abs(term.bits - each.bits)).toBeLessThan(1e-4 * Math.abs(each.bits) + 1e-7);
});

test.each(bounds)('under a fixed Σ it is what the prediction alone gives: $schedule at t = $t', (each) => {
  for (const type of ['fixed_small', 'fixed_large'] as const) {
    const config = configOf(each.schedule, type);
    const at = boundTables(config, createSchedule(config))[each.t]!;
    const predicted = predictedOf(each);
    const prediction = predicted.output.filter((_, i) => i % 6 < 3);
    const alone = boundTerm({ ...predicted, output: prediction }, at, config);
    const term = boundTerm(predicted, at, config, learned);
    const bits =
      each.t === 0
        ? term.learned!.fixedBits
        : (term.clippedLoss * lossWeight(at)) / Math.LN2 + varianceBits(at);
    expect(bits).toBeCloseTo(alone.bits, 9);
  }
});

test('what is learned as no variance is said', () => {
  const config = configOf('linear', 'learned');
  const at = boundTables(config, createSchedule(config))[5]!;
  expect(() => boundTerm(predictedOf(bounds[0]!), at, config, { ...learned, type: 'learned' })).toThrow(
    'expected a positive Σ',
  );
});

test('where a schedule ends in noise alone, x_0 and v have a bound and ε has none', () => {
  const config = { ...configOf('linear', 'fixed_small'), zeroTerminalSnr: true } as const;
  const at = boundTables(config, createSchedule(config))[999]!;
  expect(at.alphaCumprod).toBe(0);
  const predicted = predictedOf(bounds[0]!);
  const output = predicted.output.filter((_, i) => i % 6 < 3);
  for (const predictionType of ['sample', 'v_prediction'] as const) {
    const term = boundTerm({ ...predicted, output }, at, { ...config, predictionType });
    expect(Number.isFinite(term.bits)).toBe(true);
    const bits = term.meanError / (2 * Math.exp(at.logVariance) * Math.LN2) + varianceBits(at);
    expect(bits).toBeCloseTo(term.bits, 9);
  }
  expect(() => boundTerm({ ...predicted, output }, at, config)).toThrow('from which no x_0 follows');
});
