// Σ that the denoiser gives itself, number by number, as diffusers reads it: its output has twice the channels, the second
// half of which says Σ (`learned`), or where ln Σ lies between ln β̃ and ln β (`learned_range`; Nichol & Dhariwal 2021, eq. 15).

import type { PackInfo } from '../terms/pack-info';
import type { Samples } from '../terms/sample';
import type { LearnedVariance, VarianceType } from '../terms/scheduler';
import type { Transition } from '../terms/transition';

/** How a denoiser's output holds Σ. */
export interface LearnedOutput {
  readonly type: LearnedVariance;
  /** C of the samples. */
  readonly channels: number;
}

/** What the denoiser says of Σ. */
export interface Said {
  readonly type: LearnedVariance;
  readonly values: Samples; // [B, H, W, C]
}

/** Whether the network gives Σ beside its prediction (Nichol & Dhariwal 2021). */
export function isLearned(type: VarianceType): type is LearnedVariance {
  return type === 'learned' || type === 'learned_range';
}

/** @returns null where Σ is not learned */
export function learnedOf({
  scheduler,
  sampleShape,
}: Pick<PackInfo, 'scheduler' | 'sampleShape'>): LearnedOutput | null {
  const { varianceType: type } = scheduler;
  return isLearned(type) ? { type, channels: sampleShape[2] } : null;
}

/**
 * @param output [B, H, W, C], or [B, H, W, 2C] where Σ is learned
 * @returns ε, x_0 or v alone, [B, H, W, C], and what is said of Σ; null where it is not learned
 */
export function splitOutput(
  output: Samples,
  learned: LearnedOutput | null,
): { readonly prediction: Samples; readonly said: Said | null } {
  if (learned === null) return { prediction: output, said: null };
  const { type, channels } = learned;
  const prediction = new Float32Array(output.length / 2);
  const values = new Float32Array(output.length / 2);
  for (let i = 0; i < prediction.length; i++) {
    const from = Math.floor(i / channels) * 2 * channels + (i % channels);
    prediction[i] = output[from]!;
    values[i] = output[from + channels]!;
  }
  return { prediction, said: { type, values } };
}

/** diffusers' least β̃, whose logarithm is taken: at the last step it would be 0. */
const LEAST = 1e-20;

/** ln β̃ and ln β of a step, between which `learned_range` lies. */
function varianceRange({
  beta,
  alphaCumprod,
  alphaCumprodPrev,
}: Pick<Transition, 'beta' | 'alphaCumprod' | 'alphaCumprodPrev'>): readonly [least: number, most: number] {
  const betaTilde = (beta * (1 - alphaCumprodPrev)) / (1 - alphaCumprod);
  return [Math.log(Math.max(LEAST, betaTilde)), Math.log(Math.max(LEAST, beta))];
}

/** ln Σ of a number of which v is said. */
export function logBetween([least, most]: readonly [number, number], v: number): number {
  const share = (v + 1) / 2;
  return share * most + (1 - share) * least;
}

/** Σ of each number; that it is one is checked where the networks are asked (`usable-output`). */
export function learnedVariance(
  { type, values }: Said,
  at: Pick<Transition, 'beta' | 'alphaCumprod' | 'alphaCumprodPrev'>,
): Samples {
  if (type === 'learned') return values;
  const range = varianceRange(at);
  return values.map((v) => Math.exp(logBetween(range, v)));
}
