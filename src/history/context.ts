// What the parts of the store share: the state, the only ways to write it, and the client.

import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../client/client';
import { withinBudget } from './budget';
import { NO_PATH_ID, type Path } from './path';
import type { Settings } from './settings';
import type { Clock } from '../timing/clock';
import { currentPath, pathOf, type History, type Model, type Run, type State } from './state';

/** What every action of a store works on. */
export interface StoreContext {
  readonly store: StoreApi<State>;
  readonly client: Client;
  readonly clock: Clock;
  /** Bytes of the history's arrays. */
  readonly budget: number;
}

/** Merges changes into `state.model`. Subscribers have heard of them when it returns. */
export function patchModel({ store }: StoreContext, model: Partial<Model>): void {
  store.setState((state) => ({ model: { ...state.model, ...model } }));
}

/** Merges changes into `state.run`. Subscribers have heard of them when it returns. */
export function patchRun({ store }: StoreContext, run: Partial<Run>): void {
  store.setState((state) => ({ run: { ...state.run, ...run } }));
}

/**
 * Merges changes into `state.history` as they are. A path that has grown goes through `putPath`, which keeps
 * to the budget.
 */
export function patchHistory({ store }: StoreContext, history: Partial<History>): void {
  store.setState((state) => ({ history: { ...state.history, ...history } }));
}

/** Puts a path in the place of the one with its id, or behind the others; within the budget. */
export function putPath(context: StoreContext, path: Path, history: Partial<History> = {}): void {
  const { paths, current, ghost } = { ...context.store.getState().history, ...history };
  const known = paths.some((other) => other.id === path.id);
  const next = known ? paths.map((other) => (other.id === path.id ? path : other)) : [...paths, path];
  const inHand = new Set([current, ghost ?? current]);
  patchHistory(context, { ...history, paths: withinBudget(next, context.budget, inHand) });
}

/** Settings of the current path's next step; while a recording is shown, of the live run to come. */
export function patchSettings(context: StoreContext, settings: Partial<Settings>): void {
  const state = context.store.getState();
  const path = state.model.recorded ? pathOf(state.history, NO_PATH_ID) : currentPath(state);
  putPath(context, { ...path, settings: { ...path.settings, ...settings } });
}
