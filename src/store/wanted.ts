// What is wanted of the next model.

import type { Reading } from '../address/field';
import type { PackDefault } from '../address/link';
import type { Retake } from '../history/replay-state';
import type { Settings } from '../history/settings';
import { currentPath, type State } from '../history/state';

export interface Wanted {
  readonly settings: Settings;
  /** Settings that the pack decides. */
  readonly open: readonly PackDefault[];
  /** The run of a link or a file, to be taken again. */
  readonly retake: Retake | null;
  /** The address that asks, for what its pack makes no sense of. */
  readonly reading: Reading | null;
}

export function wanted(settings: Settings, more: Partial<Wanted> = {}): Wanted {
  return { settings, open: [], retake: null, reading: null, ...more };
}

/** What is wanted, with what the recording on screen used in the place of what only the pack on its way decides. */
export function likeRecorded(first: Wanted, state: State): Wanted {
  if (!state.model.recorded) return first;
  const used = currentPath(state).settings;
  const open = Object.fromEntries(first.open.map((name) => [name, used[name]]));
  return { ...first, settings: { ...first.settings, ...open } };
}
