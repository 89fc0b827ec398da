// The parts of a step by name, and their sizes: RMS per pixel of the guided lane, worked out once a step.

import { rms } from '../../diffusion/measures';
import type { Step } from '../../terms/step';
import { GUIDED } from './frame';

export type PartName = 'xt' | 'eps' | 'predX0' | 'mean' | 'nudge' | 'noise' | 'xPrev';

const kept = new WeakMap<Step, Map<PartName, number>>();

/** The noise is σ·z, so its RMS is near σ. */
export function partSize(step: Step, part: PartName): number {
  let sizes = kept.get(step);
  if (sizes === undefined) {
    sizes = new Map();
    kept.set(step, sizes);
  }
  let size = sizes.get(part);
  if (size === undefined) {
    size = measure(step, part);
    sizes.set(part, size);
  }
  return size;
}

function measure(step: Step, part: PartName): number {
  const size = step.xt.length / Math.max(1, step.lanes.length);
  const of = (values: Float32Array): number => rms(values, GUIDED * size, (GUIDED + 1) * size);
  if (part === 'nudge') return of(step.meanShift);
  if (part === 'noise') return step.noise === null ? 0 : Math.sqrt(step.variance) * of(step.noise);
  return of(step[part]);
}
