// Σ and σ of a step, one for all numbers or one for each.

import type { Step } from '../terms/step';

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
