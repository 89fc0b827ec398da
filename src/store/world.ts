// What the parts of the store share: the state, the only ways to write it, and the client.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client';
import { withinBudget } from './budget';
import type { Path } from './path';
import type { History, Run, State } from './state';
import type { Settings } from './settings';

export interface StoreWorld {
  readonly store: StoreApi<State>;
  readonly client: Client;
  /** Bytes of the history's arrays. */
  readonly budget: number;
}

export function patchSettings({ store }: StoreWorld, settings: Partial<Settings>): void {
  store.setState((state) => ({ settings: { ...state.settings, ...settings } }));
}

export function patchRun({ store }: StoreWorld, run: Partial<Run>): void {
  store.setState((state) => ({ run: { ...state.run, ...run } }));
}

export function patchHistory({ store }: StoreWorld, history: Partial<History>): void {
  store.setState((state) => ({ history: { ...state.history, ...history } }));
}

/** Puts a path in the place of the one with its id, or behind the others; within the budget. */
export function putPath(world: StoreWorld, path: Path, history: Partial<History> = {}): void {
  const { paths } = world.store.getState().history;
  const known = paths.some((other) => other.id === path.id);
  const next = known ? paths.map((other) => (other.id === path.id ? path : other)) : [...paths, path];
  patchHistory(world, { ...history, paths: withinBudget(next, world.budget) });
}
