// Whether a step, or a term of the bound, can be made of what a denoiser says. It is asked where the networks are: what was
// kept of a step was usable.

import { NudgeError } from '../terms/errors';
import { scaleAt, type Lane } from '../terms/lane';
import type { NetworkOutputs } from '../terms/networks';
import type { Samples } from '../terms/sample';
import type { PredictionType } from '../terms/scheduler';
import { splitOutput, type LearnedOutput } from './learned-variance';
import { combined } from './rules/classifier-free';

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

/**
 * What a step of DDPM makes of a learned Σ: each answer's own, and what classifier-free guidance combines of two.
 *
 * @param outputs [B, H, W, 2C]
 * @throws NudgeError `pack-unsupported` where the model's own is none, `bad-request` where s goes too far beyond it
 */
export function expectVariance(
  { modelOutput, conditional }: Pick<NetworkOutputs, 'modelOutput' | 'conditional'>,
  learned: LearnedOutput,
  lanes: readonly Lane[],
  t: number,
): void {
  if (learned.type !== 'learned' || modelOutput === null) return;
  const own = (output: Samples): Samples => splitOutput(output, learned).said!.values;
  expectPositive(own(modelOutput), t);
  if (!conditional) return;
  expectPositive(own(conditional), t);
  const scales = lanes.map((lane) => scaleAt(lane, t));
  const values = combined(own(modelOutput), own(conditional), scales);
  const bad = values.findIndex((value) => !(value > 0));
  if (bad < 0) return;
  const s = scales[Math.floor((bad * lanes.length) / values.length)]!;
  throw new NudgeError(
    'bad-request',
    `Σ at t = ${t}: expected a positive one, got ${Number(values[bad]!.toPrecision(3))}, for at s = ${s} classifier-free guidance goes beyond the Σ that the model gives with its class and without.`,
    'Choose a smaller s, or sample with DDIM, which has no use for Σ; a model trained with variance_type “learned_range” gives its logarithm, which stays usable.',
  );
}
