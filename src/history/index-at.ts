// From a timestep that is pointed at to the step that is nearest to it.

import type { StepRecord } from './step-record';

/** Index of the kept step whose t is nearest. */
export function indexAt(steps: readonly StepRecord[], t: number): number {
  let best = 0;
  steps.forEach((step, index) => {
    if (Math.abs(step.t - t) < Math.abs((steps[best]?.t ?? 0) - t)) best = index;
  });
  return best;
}
