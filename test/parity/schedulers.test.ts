// Nudge's chain against diffusers' own schedulers, step by step (training/fixtures_schedulers.py says where the
// two differ and why): timesteps, variance, predX0 and x_prev.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { interpret } from '../../src/diffusion/prediction';
import { coefficients } from '../../src/diffusion/samplers/coefficients';
import { reverseStep } from '../../src/diffusion/samplers/reverse-step';
import { createSchedule } from '../../src/diffusion/schedule';
import { transitions } from '../../src/diffusion/transitions';
import { parseJsonObject, type JsonObject } from '../../src/pack/json';
import { parseSchedulerConfig } from '../../src/pack/scheduler-config';
import type { Sampler } from '../../src/terms/scheduler';
import { maxDistance } from './reference';
import { projectionOf } from '../../src/diffusion/projections';

interface Case {
  readonly t: number;
  readonly prevT: number;
  readonly xt: number[];
  readonly modelOutput: number[];
  readonly noise: number[] | null;
  readonly variance: number;
  readonly predX0: number[];
  readonly xPrev: number[];
}

interface Scheduler {
  readonly config: JsonObject;
  readonly sampler: Sampler;
  readonly steps: number;
  readonly timesteps: number[];
  readonly cases: readonly Case[];
}

/** The usual ones, and those of other trainings (training/fixtures_formats.py). */
const schedulers = ['scheduler-steps.json', 'formats/scheduler-steps.json'].flatMap((file) => {
  // as diffusers writes it, -Infinity among it, its configs are read as a pack's are
  const read = parseJsonObject(readFileSync(resolve(import.meta.dirname, file)), file);
  return read['schedulers'] as Scheduler[];
});

/**
 * max |a - b| ≤ 1e-5·max(1, max |b|) + `rounding`: diffusers computes in float32, whose rounding grows by
 * 1/sqrt(ᾱ) in predX0, where little signal is left, and by 1/(1-ᾱ) in x_prev, where little noise is left.
 */
function expectClose(a: ArrayLike<number>, b: readonly number[], rounding: number, what: string): void {
  const tolerance = 1e-5 * Math.max(1, ...b.map(Math.abs)) + rounding;
  expect(maxDistance(a, b), what).toBeLessThanOrEqual(tolerance);
}

function nameOf({ config, sampler, steps }: Scheduler): string {
  const parts = [config['timestep_spacing'], config['prediction_type'], config['beta_schedule']];
  const eta = sampler.kind === 'ddim' ? `, η ${sampler.eta}` : '';
  return `${String(config['_class_name'])} ${parts.join(' ')}, ${steps} steps${eta}`;
}

describe.each(schedulers.map((scheduler) => [nameOf(scheduler), scheduler] as const))(
  '%s',
  (_, scheduler) => {
    const config = parseSchedulerConfig(scheduler.config, 'scheduler_config.json');
    const listed = transitions(config, createSchedule(config), scheduler.sampler, scheduler.steps);

    test('lists the same timesteps', () => {
      expect(listed.map(({ t }) => t)).toEqual(scheduler.timesteps);
    });

    test.each(scheduler.cases.map((each) => [each.t, each] as const))(
      'steps alike from t = %i',
      (t, expected) => {
        const transition = listed.find((each) => each.t === t);
        if (!transition) throw new Error(`no transition from ${t}`);
        const xt = Float32Array.from(expected.xt);
        const output = Float32Array.from(expected.modelOutput);
        const { alphaCumprod, prevT, variance } = transition;
        const predX0 = projectionOf({ scheduler: config, sampleShape: [1, 1, xt.length] })(
          interpret(xt, output, config.predictionType, alphaCumprod).predX0,
        );
        const noise = expected.noise && Float32Array.from(expected.noise);
        expect(prevT).toBe(expected.prevT);
        expectClose([variance], [expected.variance], 0, 'variance');
        expectClose(predX0, expected.predX0, 1e-6 / Math.sqrt(alphaCumprod), 'predX0');
        const { xPrev } = reverseStep(
          coefficients(scheduler.sampler.kind, transition),
          xt,
          predX0,
          [1],
          null,
          noise,
        );
        expectClose(xPrev, expected.xPrev, 1e-9 / (1 - alphaCumprod), 'xPrev');
      },
    );
  },
);
