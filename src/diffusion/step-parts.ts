// The parts of a step by name, and their sizes.

import { rms } from './measures';
import type { Step } from '../terms/step';

export type PartName = 'xt' | 'eps' | 'predX0' | 'mean' | 'nudge' | 'noise' | 'xPrev';

/** RMS per pixel of a part of one lane. The noise is σ·z, so its RMS is near σ. */
export function partSize(step: Step, lane: number, part: PartName): number {
  const size = step.xt.length / Math.max(1, step.lanes.length);
  const of = (values: Float32Array): number => rms(values, lane * size, (lane + 1) * size);
  if (part === 'nudge') return of(step.meanShift);
  if (part === 'noise') return step.noise === null ? 0 : Math.sqrt(step.transition.variance) * of(step.noise);
  return of(step[part]);
}
