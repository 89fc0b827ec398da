// The few numbers that sum a Step up, per lane. They are kept for every step, whatever the budget.

import { maxAbs, rms } from '../diffusion/magnitudes';
import { sigmaOf } from '../diffusion/step-variance';
import { guidanceOf, type Step } from '../terms/step';

export interface LaneNumbers {
  /** RMS per pixel of g; 0 without a guide. */
  readonly gradientRms: number;
  /** RMS per pixel of the nudge. */
  readonly nudgeRms: number;
  /** Largest |nudge| of any pixel. */
  readonly nudgeMax: number;
  /** log p_φ(y | x_t); NaN where no guide says it. */
  readonly logP: number;
}

/** Lanes that are numbered, the first ones: two thousand curves cannot be read. */
const NUMBERED_LANES = 64;

export interface StepNumbers {
  /** σ, the standard deviation of the noise that the step adds; where Σ is learned, its RMS. */
  readonly sigma: number;
  /** RMS of Σ over all numbers, where it is learned and used; absent: it is that of the transition. */
  readonly varianceRms?: number;
  /** Of the first lanes, at most 64. */
  readonly lanes: readonly LaneNumbers[];
}

const known = new WeakMap<Step, StepNumbers>();

/** Worked out once a step. */
export function numbersOf(step: Step): StepNumbers {
  let numbers = known.get(step);
  if (numbers === undefined) {
    numbers = workOut(step);
    known.set(step, numbers);
  }
  return numbers;
}

function workOut(step: Step): StepNumbers {
  const size = step.xt.length / Math.max(1, step.lanes.length);
  const guidance = guidanceOf(step);
  const lanes = step.lanes.slice(0, NUMBERED_LANES).map(({ rule }, lane) => {
    const from = lane * size;
    return {
      gradientRms: guidance === null ? 0 : rms(guidance.gradient, from, from + size),
      nudgeRms: rms(step.meanShift, from, from + size),
      nudgeMax: maxAbs(step.meanShift, from, from + size),
      logP: rule === undefined ? (guidance?.value[lane] ?? Number.NaN) : Number.NaN,
    };
  });
  const { variance } = step;
  return { sigma: sigmaOf(step), ...(variance && { varianceRms: rms(variance) }), lanes };
}
