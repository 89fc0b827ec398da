// The few numbers that sum a Step up, per lane: worked out once a step and kept beside it.

import { maxAbs, rms } from '../../diffusion/measures';
import type { Step } from '../../terms/step';

export interface LaneNumbers {
  /** RMS per pixel of g; 0 without a guide. */
  readonly gradientRms: number;
  /** RMS per pixel of the nudge. */
  readonly nudgeRms: number;
  /** Largest |nudge| of any pixel. */
  readonly nudgeMax: number;
  /** log p_φ(y | x_t); NaN without a guide. */
  readonly logP: number;
}

export interface StepNumbers {
  /** σ, the standard deviation of the noise that the step adds. */
  readonly sigma: number;
  readonly lanes: readonly LaneNumbers[];
}

const kept = new WeakMap<Step, StepNumbers>();

export function numbersOf(step: Step): StepNumbers {
  let numbers = kept.get(step);
  if (numbers === undefined) {
    numbers = workOut(step);
    kept.set(step, numbers);
  }
  return numbers;
}

function workOut(step: Step): StepNumbers {
  const size = step.xt.length / Math.max(1, step.lanes.length);
  const lanes = step.lanes.map((_, lane) => {
    const from = lane * size;
    return {
      gradientRms: step.gradient === null ? 0 : rms(step.gradient, from, from + size),
      nudgeRms: rms(step.meanShift, from, from + size),
      nudgeMax: maxAbs(step.meanShift, from, from + size),
      logP: step.value?.[lane] ?? Number.NaN,
    };
  });
  return { sigma: step.noise === null ? 0 : Math.sqrt(step.variance), lanes };
}

let last: { readonly steps: readonly Step[]; readonly lane: number; readonly found: number } | null = null;

/** Largest |nudge| of any pixel of a lane in any of the steps: the ends of the map for the whole run. */
export function largestNudge(steps: readonly Step[], lane: number): number {
  if (last?.steps === steps && last.lane === lane) return last.found;
  let found = 0;
  for (const step of steps) found = Math.max(found, numbersOf(step).lanes[lane]?.nudgeMax ?? 0);
  last = { steps, lane, found };
  return found;
}
