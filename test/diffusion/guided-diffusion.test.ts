// Every number of openai/guided-diffusion's own implementation that we have, to DESIGN's tolerance.

import { describe, expect, it } from 'vitest';
import { createSchedule } from '../../src/diffusion/schedule';
import { takeStepAgain, type StepRules } from '../../src/diffusion/take-step';
import { transitionsOver } from '../../src/diffusion/transitions';
import type { Sampler, SchedulerConfig } from '../../src/terms/scheduler';
import type { Step } from '../../src/terms/step';
import { relativeDifference } from './close';
import { linearConfig } from './config';
import reference from './guided-diffusion-steps.json' with { type: 'json' };
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { clipTo, unchanged } from '../../src/diffusion/projections';

const TOLERANCE = 1e-5;
type Case = (typeof reference.cases)[number];
type ReferenceStep = Case['steps'][number];

function configOf(entry: Case, clip: boolean): SchedulerConfig {
  return {
    ...linearConfig,
    betaSchedule: entry.schedule === 'cosine' ? 'squaredcos_cap_v2' : 'linear',
    varianceType: entry.variance === 'fixed_large' ? 'fixed_large' : 'fixed_small',
    clipRange: clip ? 1 : null,
  };
}

/** Our step at a reference step; the seed does not matter, since means and not draws are compared. */
function ours(entry: Case, step: ReferenceStep, sampler: Sampler, scale: number): Step {
  const config = configOf(entry, step.clip);
  const timesteps = entry.timestep_map.toReversed();
  const all = transitionsOver(config, createSchedule(config), sampler, timesteps);
  const transition = all[timesteps.length - 1 - step.i]!;
  const rules: StepRules = {
    predictionType: 'epsilon',
    project: step.clip ? clipTo(1) : unchanged,
    sampler,
    rule: meanShift,
    steps: timesteps.length,
  };
  const lanes = [{ target: classTarget(0), guidanceScale: scale, seed: 0 }];
  return takeStepAgain(rules, transition, lanes, Float32Array.from(step.x), null, {
    modelOutput: Float32Array.from(step.eps),
    guidance: { value: new Float32Array(1), gradient: Float32Array.from(step.grad), beliefs: null },
    updates: [],
  });
}

/** ᾱ_t by a step that is not clipped, whose x_t is √ᾱ x̂_0 + √(1 - ᾱ) ε: the least squares' √ᾱ, squared. */
function productBehind({ x, eps, pred_x0: x0 }: ReferenceStep): number {
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, ai, i) => sum + ai * b[i]!, 0);
  const cross = dot(x0, eps);
  const signal = dot(x, x0) * dot(eps, eps) - dot(x, eps) * cross;
  return (signal / (dot(x0, x0) * dot(eps, eps) - cross * cross)) ** 2;
}

const ddpm: Sampler = { kind: 'ddpm' };
const ddim: Sampler = { kind: 'ddim', eta: 0 };

describe.each(
  reference.cases.map((entry) => [`${entry.schedule}, ${entry.spacing}, ${entry.variance}`, entry] as const),
)('guided-diffusion: %s', (_, entry) => {
  it('has its cumulative products', () => {
    const { alphasCumprod } = createSchedule(configOf(entry, true));
    const unclipped = entry.steps.filter(({ clip }) => !clip);
    expect(unclipped).toHaveLength(3);
    for (const step of unclipped) {
      expect(relativeDifference([alphasCumprod[step.t]! / productBehind(step)], [1])).toBeLessThan(TOLERANCE);
    }
    // long tables are left out of the file
    expect(entry.alphas_cumprod === null).toBe(entry.timestep_map.length > 50);
    const used = entry.timestep_map.map((t) => alphasCumprod[t]!);
    expect(relativeDifference(used, entry.alphas_cumprod ?? used)).toBeLessThan(TOLERANCE);
  });

  it.each(entry.steps.map((step) => [step.t, step.clip, step] as const))(
    'agrees at t = %i, clip %s',
    (_t, _c, step) => {
      const close = (a: ArrayLike<number>, b: ArrayLike<number>, what: string) =>
        expect(relativeDifference(a, b), what).toBeLessThanOrEqual(TOLERANCE);

      const alg1 = ours(entry, step, ddpm, step.scale);
      close(alg1.predX0, step.pred_x0, 'predX0');
      close(alg1.mean, step.mean, 'mean');
      if (!(entry.variance === 'fixed_large' && step.i === 0)) {
        close([alg1.transition.variance], [step.variance], 'variance');
        close(
          alg1.mean.map((m, i) => m + alg1.meanShift[i]!),
          step.guided_mean,
          'mean + meanShift',
        );
      }

      const alg2 = ours(entry, step, ddim, step.scale);
      close(alg2.mean, step.ddim_unguided, 'DDIM mean');
      close(alg2.xPrev, step.ddim_guided, 'DDIM xPrev');
      close(alg2.guidedPredX0, step.ddim_guided_x0, 'guidedPredX0');
      close(ours(entry, step, ddim, 0).xPrev, step.ddim_unguided, 'DDIM at scale 0');
    },
  );
});
