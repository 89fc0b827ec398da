// React's door to the store. `useNudge` renders at every change of what it selects; `useNudgeFrame` and
// `useOnFrame` at most once per animation frame, for what changes with every step: a fast GPU sends more
// steps than a screen shows.

import {
  createContext,
  useContext,
  useEffect,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { invariant } from '../terms/errors';
import type { State } from '../history/state';
import type { Actions, Nudge } from './world';

type Subscribe = (listener: () => void) => () => void;

const NudgeContext = createContext<Nudge | null>(null);

const frames = new WeakMap<StoreApi<State>, Subscribe>();

/** Calls the listener in the next animation frame after a change, and not more often. */
export function onFrameOf(store: StoreApi<State>): Subscribe {
  const known = frames.get(store) ?? framesOf(store);
  frames.set(store, known);
  return known;
}

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
  return <NudgeContext value={nudge}>{children}</NudgeContext>;
}

/** Store and actions themselves, for listeners outside of rendering. */
export function useOpened(): Nudge {
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
  const { store } = useOpened();
  return useSyncExternalStore(onFrameOf(store), () => selector(store.getState()));
}

/** Calls `draw` now and in every animation frame after a change; past React, for canvases. */
export function useOnFrame(draw: (state: State) => void): void {
  const { store } = useOpened();
  useEffect(() => {
    const drawNow = (): void => draw(store.getState());
    drawNow();
    return onFrameOf(store)(drawNow);
  }, [draw, store]);
}

export function useActions(): Actions {
  return useOpened().actions;
}
