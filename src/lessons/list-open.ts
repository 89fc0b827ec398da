// Whether the address asks for the list of lessons: all that the page has to know of them before they come.

import { useSyncExternalStore } from 'react';
import { readOpen } from './place';

/** What learning.ts says once it has written the address. */
export const WRITTEN = 'lesson';

const EVENTS = ['popstate', 'hashchange', WRITTEN];

/** Whether the list of lessons is on screen, as the address says. */
export const isListOpen = (): boolean => readOpen(location.search)?.kind === 'list';

function subscribe(listen: () => void): () => void {
  for (const name of EVENTS) addEventListener(name, listen);
  return () => {
    for (const name of EVENTS) removeEventListener(name, listen);
  };
}

/** `isListOpen` for React. */
export const useListOpen = (): boolean => useSyncExternalStore(subscribe, isListOpen);
