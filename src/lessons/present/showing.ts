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

/** Key B: the slide goes black, so that the room looks at the lecturer, and comes back. */
export const toggleBlack = (): void => showing.setState(({ black }) => ({ black: !black }));
/** Key N: the notes of the slide, over it. */
export const toggleNotes = (): void => showing.setState(({ notes }) => ({ notes: !notes }));
/** As when a lecture ends. */
export const showNothing = (): void => showing.setState(NOTHING);
