// The parts of a step by name, and their sizes.

import { rms } from './measures';
import type { Step } from '../terms/step';

export type PartName = 'xt' | 'eps' | 'predX0' | 'mean' | 'nudge' | 'noise' | 'xPrev';

/** Σ of one number of a batch. */
export function varianceAt(
  { variance, transition }: Pick<Step, 'variance' | 'transition'>,
  i: number,
): number {
  return variance?.[i] ?? transition.variance;
}

/** σ of the noise that a step adds: over all numbers, or those of one lane, its RMS where Σ is learned; 0 for none. */
export function sigmaOf({ variance, transition, noise, lanes }: Step, lane?: number): number {
  if (noise === null) return 0;
  if (variance === undefined) return Math.sqrt(transition.variance);
  const size = variance.length / Math.max(1, lanes.length);
  const of = lane === undefined ? variance : variance.subarray(lane * size, (lane + 1) * size);
  return Math.sqrt(of.reduce((sum, each) => sum + each, 0) / Math.max(1, of.length));
}

function noiseSize(step: Step, lane: number): number {
  const { noise, xt, lanes } = step;
  if (noise === null) return 0;
  const size = xt.length / Math.max(1, lanes.length);
  let sum = 0;
  for (let i = lane * size; i < (lane + 1) * size; i++) sum += varianceAt(step, i) * noise[i]! ** 2;
  return Math.sqrt(sum / size);
}

/** RMS per pixel of a part of one lane. The noise is σ·z, so its RMS is near σ. */
export function partSize(step: Step, lane: number, part: PartName): number {
  const size = step.xt.length / Math.max(1, step.lanes.length);
  const of = (values: Float32Array): number => rms(values, lane * size, (lane + 1) * size);
  if (part === 'nudge') return of(step.meanShift);
  if (part === 'noise') return noiseSize(step, lane);
  return of(step[part]);
}
