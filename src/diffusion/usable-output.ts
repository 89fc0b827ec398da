// Whether a step, or a term of the bound, can be made of what a denoiser says. It is asked where the networks are: what was
// kept of a step was usable.

import { NudgeError } from '../terms/errors';
import type { Samples } from '../terms/sample';
import type { PredictionType } from '../terms/scheduler';

/** @throws NudgeError `bad-request` where x_t holds nothing of x_0, and ε leaves nothing to divide */
export function expectSignal(type: PredictionType, alphaCumprod: number): void {
  if (type !== 'epsilon' || alphaCumprod > 0) return;
  throw new NudgeError(
    'bad-request',
    'ᾱ is 0 at this t, and the model predicts ε, from which no x_0 follows there.',
    'Choose another number of steps, or a lower t: only the last t of a schedule of zero terminal SNR is so.',
  );
}

/** @param values what is said of Σ where it is learned as it is @throws NudgeError `pack-unsupported` */
export function expectPositive(values: Samples, t: number): void {
  const bad = values.find((value) => !(value > 0));
  if (bad === undefined) return;
  throw new NudgeError(
    'pack-unsupported',
    `The U-Net’s second half at t = ${t}: expected a positive Σ, as diffusers’ variance_type “learned” has it, got ${Number(bad.toPrecision(3))}. A model of guided-diffusion with a learned Σ gives its logarithm there.`,
    'Sample it with DDIM, which has no use for Σ; or write another variance_type into scheduler_config.json, “learned_range” where it was trained so.',
  );
}
