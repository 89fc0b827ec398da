// What is wanted of the next model.

import type { Reading } from '../address/field';
import type { PackDefault } from '../address/link';
import type { Retake } from '../history/replay-state';
import type { Settings } from '../history/settings';

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
