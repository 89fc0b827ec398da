// The parts of a step by name, and their sizes.

import { rms } from './magnitudes';
import { varianceAt } from './step-variance';
import type { Step } from '../terms/step';

/** What a step is taken apart into. */
export type PartName = 'xt' | 'eps' | 'predX0' | 'mean' | 'nudge' | 'noise' | 'xPrev';

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
