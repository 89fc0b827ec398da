// What stands over a slide: black, or the speaker's notes.

import { useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';

interface Showing {
  readonly black: boolean;
  readonly notes: boolean;
}

const NOTHING: Showing = { black: false, notes: false };

const showing = createStore<Showing>(() => NOTHING);

export function useShowing(): Showing {
  return useSyncExternalStore(showing.subscribe, showing.getState);
}

export const toggleBlack = (): void => showing.setState(({ black }) => ({ black: !black }));
export const toggleNotes = (): void => showing.setState(({ notes }) => ({ notes: !notes }));
/** As when a lecture ends. */
export const showNothing = (): void => showing.setState(NOTHING);
