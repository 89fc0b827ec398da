// The sweep in a world's own part of the state: it is there once one has been opened.

import type { State } from '../history/state';
import type { Nudge } from '../store/world';
import { firstSweep, type Sweep, type SweepSettings, type WithSweep } from './sweep';

function holdsSweep(own: object): own is Required<WithSweep> {
  return 'sweep' in own && own.sweep !== undefined;
}

/** This world's sweep; its first one where none was asked for. */
export function sweepOf({ own }: Pick<State, 'own'>): Sweep {
  return holdsSweep(own) ? own.sweep : firstSweep(worldOf(own));
}

/** Of a world's own part of the state. */
export function worldOf(own: object): string {
  return 'world' in own && typeof own.world === 'string' ? own.world : '';
}

/** Merges changes into the sweep of this world; samples that are known stay. */
export function patchSweep(nudge: Nudge, changes: Partial<Sweep>): void {
  const state = nudge.store.getState();
  nudge.patchOwn({ ...state.own, sweep: { ...sweepOf(state), ...changes } });
}

/** What holds of what is known by now is kept. */
export function setSweep(nudge: Nudge, changes: Partial<SweepSettings>): void {
  const { settings } = sweepOf(nudge.store.getState());
  patchSweep(nudge, { settings: { ...settings, ...changes } });
}
