// The whole arithmetic of one step: what the networks said, the schedule and the lanes → a Step. The worker
// takes steps with it, and the page takes kept ones again to see their parts.

import type { Sampler, SchedulerConfig } from '../terms/scheduler';
import type { Observation, Step } from '../terms/step';
import { normalBatch } from './noise/gaussian';
import { interpret } from './prediction';
import { coefficients } from './samplers/coefficients';
import { reverseStep } from './samplers/reverse-step';

/** Pure: the same arguments give the same Step. */
export function takeStep(
  config: Pick<SchedulerConfig, 'predictionType' | 'clipRange'>,
  sampler: Sampler,
  observation: Observation,
): Step {
  const { transition, xt, modelOutput, gradient, lanes } = observation;
  const { alphaCumprod, variance, t, prevT } = transition;
  const { eps, predX0 } = interpret(xt, modelOutput, config.predictionType, alphaCumprod, config.clipRange);
  const addsNoise = prevT >= 0 && variance > 0;
  const seeds = lanes.map((lane) => lane.seed);
  const noise = addsNoise ? normalBatch(seeds, xt.length / lanes.length, 'step', t) : null;
  const scales = lanes.map((lane) => lane.guidanceScale);
  return {
    ...observation,
    eps,
    predX0,
    noise,
    ...reverseStep(coefficients(sampler.kind, transition), xt, predX0, scales, gradient, noise),
  };
}
