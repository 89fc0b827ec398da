// Whether a loss still improves: its mean over a window of steps against the best window so far.

import type { PlateauState } from '../terms/trained';

const WINDOW = 250; // steps
/** Improvements below this share are none. */
const LEAST = 0.004;
/** As many windows without improvement. */
const PATIENCE = 4;

export const freshPlateau: PlateauState = { sum: 0, count: 0, best: Number.MAX_VALUE, without: 0 };

/** The state after one more loss. */
export function observeLoss(state: PlateauState, loss: number): PlateauState {
  const sum = state.sum + loss;
  const count = state.count + 1;
  if (count < WINDOW) return { ...state, sum, count };
  const mean = sum / count;
  const improved = mean < state.best * (1 - LEAST);
  return {
    sum: 0,
    count: 0,
    best: improved ? mean : state.best,
    without: improved ? 0 : state.without + 1,
  };
}

export function isPlateau({ without }: PlateauState): boolean {
  return without >= PATIENCE;
}
