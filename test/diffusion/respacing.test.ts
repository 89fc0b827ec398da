import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { respace } from '../../src/diffusion/respacing';
import { createSchedule } from '../../src/diffusion/schedule';
import { transitions } from '../../src/diffusion/transitions';
import type { TimestepSpacing } from '../../src/terms/scheduler';
import { linearConfig } from './config';

const spacings: readonly TimestepSpacing[] = ['leading', 'trailing', 'linspace'];
const config = (timestepSpacing: TimestepSpacing, stepsOffset = 0) => ({
  ...linearConfig,
  timestepSpacing,
  stepsOffset,
});

describe('respace', () => {
  it('trails by default: 999, 989, ..., 9', () => {
    const timesteps = respace(config('trailing'), 100);
    expect(timesteps.slice(0, 2)).toEqual([999, 989]);
    expect(timesteps.at(-1)).toBe(9);
  });

  // numbers of diffusers 0.42 DDPMScheduler.set_timesteps
  it('rounds halves to even, as numpy does', () => {
    expect(respace(config('trailing'), 16).slice(0, 4)).toEqual([999, 937, 874, 811]);
    expect(respace(config('leading'), 7)).toEqual([852, 710, 568, 426, 284, 142, 0]);
    expect(respace(config('leading', 1), 4)).toEqual([751, 501, 251, 1]);
    expect(respace(config('linspace'), 5)).toEqual([999, 749, 500, 250, 0]);
  });

  it('lists n different timesteps, descending, within 0..T-1', () => {
    fc.assert(
      fc.property(fc.constantFrom(...spacings), fc.integer({ min: 1, max: 1000 }), (spacing, steps) => {
        const timesteps = respace(config(spacing), steps);
        expect(timesteps).toHaveLength(steps);
        timesteps.forEach((t, i) => {
          expect(Number.isInteger(t) && t >= 0 && t < 1000).toBe(true);
          if (i > 0) expect(t).toBeLessThan(timesteps[i - 1]!);
        });
      }),
    );
  });

  it.each([0, -1, 1.5, 1001, NaN])('refuses %d steps', (steps) => {
    expect(() => respace(config('trailing'), steps)).toThrow(/steps: expected a whole number from 1 to 1000/);
  });
});

describe('transitions', () => {
  it('resume at a listed t as if never stopped', () => {
    const schedule = createSchedule(linearConfig);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.nat(), (steps, pick) => {
        const whole = transitions(linearConfig, schedule, { kind: 'ddpm' }, steps);
        const from = whole[pick % whole.length]!;
        expect(transitions(linearConfig, schedule, { kind: 'ddpm' }, steps, from.t)).toEqual(
          whole.slice(from.index),
        );
      }),
    );
  });

  it('multiply to the cumulative product and end in a clean sample', () => {
    const schedule = createSchedule(linearConfig);
    const all = transitions(linearConfig, schedule, { kind: 'ddpm' }, 37);
    const product = all.reduce((p, { beta }) => p * (1 - beta), 1);
    expect(product).toBeCloseTo(schedule.alphasCumprod[999]!, 12);
    expect(all.at(-1)).toMatchObject({ prevT: -1, alphaCumprodPrev: 1, variance: 0 });
  });
});

describe('createSchedule', () => {
  it('refuses betas outside [0, 1)', () => {
    expect(() => createSchedule({ ...linearConfig, betaEnd: 1.5 })).toThrow(/every beta in \[0, 1\)/);
    expect(() => createSchedule({ ...linearConfig, trainedBetas: [0.1] })).toThrow(
      /1000 trained_betas, got 1/,
    );
  });
});
