// What the controls say while a recording plays: what it is of, and that they are of the run to come.

import type { State } from '../../history/state';
import { selectPath } from './selectors';

/** @returns null where no recording plays */
export function recordedText(state: State): string | null {
  const { recorded, loading } = state.model;
  if (!recorded) return null;
  const then =
    loading === null
      ? 'It can be played, scrubbed and taken apart, not steered.'
      : 'What you choose here, the live run begins with.';
  return `${whatPlays(state)} ${then}`;
}

function whatPlays(state: State): string {
  const { steps } = selectPath(state);
  const lane = steps[0]?.lanes[0];
  if (lane === undefined) return 'A recording plays.';
  return `What plays is a recording: s = ${lane.guidanceScale.toFixed(1)}, seed ${lane.seed}, ${steps.length} steps.`;
}
