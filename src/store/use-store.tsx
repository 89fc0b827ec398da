// React's door to the store. `useNudge` renders at every change of what it selects; `useNudgeFrame` and
// `useOnFrame` at most once per animation frame, for what changes with every step: a fast GPU sends more
// steps than a screen shows.

import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { invariant } from '../terms/errors';
import type { Actions, State } from './state';

/** An opened store, as `createStore` returns it. */
export interface Nudge {
  readonly store: StoreApi<State>;
  readonly actions: Actions;
}

type Subscribe = (listener: () => void) => () => void;

interface Opened extends Nudge {
  /** Calls the listener in the next animation frame after a change, and not more often. */
  readonly onFrame: Subscribe;
}

const NudgeContext = createContext<Opened | null>(null);

function framesOf(store: StoreApi<State>): Subscribe {
  const listeners = new Set<() => void>();
  let frame = 0;
  let unsubscribe: (() => void) | null = null;
  const tell = (): void => {
    frame = 0;
    for (const listener of listeners) listener();
  };
  const wake = (): void => {
    if (frame === 0) frame = requestAnimationFrame(tell);
  };
  return (listener) => {
    listeners.add(listener);
    unsubscribe ??= store.subscribe(wake);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      unsubscribe?.();
      unsubscribe = null;
      cancelAnimationFrame(frame);
      frame = 0;
    };
  };
}

export function NudgeProvider({ nudge, children }: { nudge: Nudge; children: ReactNode }): ReactElement {
  const opened = useMemo(() => ({ ...nudge, onFrame: framesOf(nudge.store) }), [nudge]);
  return <NudgeContext value={opened}>{children}</NudgeContext>;
}

/** Store and actions themselves, for listeners outside of rendering. */
export function useOpened(): Opened {
  const opened = useContext(NudgeContext);
  invariant(opened !== null, 'useNudge: expected a NudgeProvider above');
  return opened;
}

/** @param selector at module level; returns the same value as long as nothing of it changed */
export function useNudge<T>(selector: (state: State) => T): T {
  const { store } = useOpened();
  return useSyncExternalStore(store.subscribe, () => selector(store.getState()));
}

/** As `useNudge`, but renders at most once per animation frame. */
export function useNudgeFrame<T>(selector: (state: State) => T): T {
  const { store, onFrame } = useOpened();
  return useSyncExternalStore(onFrame, () => selector(store.getState()));
}

/** Calls `draw` now and in every animation frame after a change; past React, for canvases. */
export function useOnFrame(draw: (state: State) => void): void {
  const { store, onFrame } = useOpened();
  useEffect(() => {
    const drawNow = (): void => draw(store.getState());
    drawNow();
    return onFrame(drawNow);
  }, [draw, store, onFrame]);
}

export function useActions(): Actions {
  return useOpened().actions;
}
