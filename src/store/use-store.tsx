// Hooks for the store. `useNudge` renders at every change of what it selects; `useNudgeFrame` and
// `useOnFrame` at most once per animation frame, for what changes with every step: a fast GPU sends more
// steps than a screen shows. What stands in `InNextFrame` follows a frame later, so that no frame draws everything.

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

interface Frames {
  readonly first: Subscribe;
  readonly next: Subscribe;
}

const frames = new WeakMap<StoreApi<State>, Frames>();

/** Calls the listener in the next animation frame after a change, or in the one after that, and not more often. */
export function onFrameOf(store: StoreApi<State>, turn: keyof Frames = 'first'): Subscribe {
  const known = frames.get(store) ?? framesOf(store);
  frames.set(store, known);
  return known[turn];
}

/** A change is told in one frame to the first listeners and in the one after it to the others, where there are any. */
function framesOf(store: StoreApi<State>): Frames {
  const first = new Set<() => void>();
  const next = new Set<() => void>();
  let frame = 0;
  let isNext = false;
  let changedMeanwhile = false;
  let unsubscribe: (() => void) | null = null;
  const tell = (): void => {
    const told = isNext ? next : first;
    isNext = !isNext && next.size > 0;
    frame = isNext || changedMeanwhile ? requestAnimationFrame(tell) : 0;
    if (!isNext) changedMeanwhile = false;
    for (const listener of told) listener();
  };
  const wake = (): void => {
    if (frame === 0) frame = requestAnimationFrame(tell);
    else changedMeanwhile ||= isNext;
  };
  const within =
    (listeners: Set<() => void>): Subscribe =>
    (listener) => {
      listeners.add(listener);
      unsubscribe ??= store.subscribe(wake);
      return () => {
        listeners.delete(listener);
        if (first.size + next.size > 0) return;
        unsubscribe?.();
        unsubscribe = null;
        cancelAnimationFrame(frame);
        frame = 0;
        isNext = false;
        changedMeanwhile = false;
      };
    };
  return { first: within(first), next: within(next) };
}

const TurnContext = createContext<keyof Frames>('first');

/**
 * What is in it hears of a step one frame after the rest of the page. Nothing outside may be drawn from what is inside:
 * it is of an older step for that frame.
 */
export function InNextFrame({ children }: { readonly children: ReactNode }): ReactElement {
  return <TurnContext value="next">{children}</TurnContext>;
}

function useFrames(): Subscribe {
  const { store } = useOpened();
  return onFrameOf(store, useContext(TurnContext));
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
  return useSyncExternalStore(useFrames(), () => selector(store.getState()));
}

/** Calls `draw` now and in every animation frame after a change; past React, for canvases. */
export function useOnFrame(draw: (state: State) => void): void {
  const { store } = useOpened();
  const onFrame = useFrames();
  useEffect(() => {
    const drawNow = (): void => draw(store.getState());
    drawNow();
    return onFrame(drawNow);
  }, [draw, store, onFrame]);
}

/** Those of the world above. They stay the same, so that nothing is drawn anew for them. */
export function useActions(): Actions {
  return useOpened().actions;
}
