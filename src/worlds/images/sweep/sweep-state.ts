// The sweep in the images' own part of the state: it is there once one has been opened.

import type { State } from '../../../history/state';
import type { Nudge } from '../../../store/world';
import { noiseOf, patchNoise } from '../noise-state';
import { NO_SWEEP, type Sweep, type SweepSettings } from './sweep';

export function sweepOf(state: Pick<State, 'own'>): Sweep {
  return noiseOf(state).sweep ?? NO_SWEEP;
}

export function patchSweep(nudge: Nudge, changes: Partial<Sweep>): void {
  patchNoise(nudge, { sweep: { ...sweepOf(nudge.store.getState()), ...changes } });
}

/** What holds of what is known by now is kept. */
export function setSweep(nudge: Nudge, changes: Partial<SweepSettings>): void {
  const { settings } = sweepOf(nudge.store.getState());
  patchSweep(nudge, { settings: { ...settings, ...changes } });
}
