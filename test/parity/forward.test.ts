// The forward process against training/'s own (its betas are float32, ours float64): the same noise from the same seed, diffusers' add_noise, and the walk of
// single steps in float64.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jumpNoise } from '../../src/diffusion/forward/forward-noise';
import { jump } from '../../src/diffusion/forward/jump';
import { Walk } from '../../src/diffusion/forward/walk';
import { createSchedule } from '../../src/diffusion/schedule';
import type { BetaSchedule } from '../../src/terms/scheduler';
import { linearConfig } from '../diffusion/config';
import { maxDifference } from '../diffusion/close';

interface Reference {
  readonly x0: readonly number[];
  readonly cases: readonly {
    readonly schedule: BetaSchedule;
    readonly seed: number;
    readonly eps: readonly number[];
    readonly at: readonly {
      readonly t: number;
      readonly jump: readonly number[];
      readonly walk: readonly number[];
    }[];
  }[];
}

const reference: Reference = JSON.parse(readFileSync(join(import.meta.dirname, 'forward.json'), 'utf8'));
const x0 = Float32Array.from(reference.x0);

describe.each(reference.cases)('$schedule, seed $seed', ({ schedule, seed, eps, at }) => {
  const tables = createSchedule({ ...linearConfig, betaSchedule: schedule });
  const noise = jumpNoise(seed, x0.length, linearConfig.trainTimesteps);
  const walk = new Walk(tables, seed, x0.length);

  it('draws the same noise', () => {
    expect(maxDifference(noise, eps)).toBeLessThan(1e-6);
  });

  it.each(at)('reaches the same x_t at $t by the jump and by the walk', (there) => {
    expect(maxDifference(jump(x0, noise, tables.alphasCumprod[there.t]!), there.jump)).toBeLessThan(1e-5);
    expect(maxDifference(walk.sampleAt(x0, there.t), there.walk)).toBeLessThan(2e-5);
  });
});
