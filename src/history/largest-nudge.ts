// The ends of the nudge's map: one range for a whole run.

import type { StepRecord } from './step-record';

let last: { readonly steps: readonly StepRecord[]; readonly lane: number; readonly found: number } | null =
  null;

/** Largest |nudge| of any pixel of a lane in any of the steps. */
export function largestNudge(steps: readonly StepRecord[], lane: number): number {
  if (last?.steps === steps && last.lane === lane) return last.found;
  let found = 0;
  for (const { numbers } of steps) found = Math.max(found, numbers.lanes[lane]?.nudgeMax ?? 0);
  last = { steps, lane, found };
  return found;
}
