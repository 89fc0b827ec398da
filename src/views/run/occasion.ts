// When there is something to say of a run, and how numbers are said.

import type { State } from '../../history/state';
import { selectCount, selectPosition, selectVerdicts } from './selectors';

const QUARTERS = 4;

/** Changes exactly when there is something to say. */
export function occasion(state: State): string {
  const position = selectPosition(state);
  const { status } = state.run;
  if (status !== 'playing') return `${status} ${position} ${selectVerdicts(state) === null ? '' : 'judged'}`;
  return `playing ${Math.min(QUARTERS - 1, Math.floor((QUARTERS * position) / selectCount(state)))}`;
}

export function percent(probability: number): string {
  return `${(probability * 100).toFixed(0)} percent`;
}
