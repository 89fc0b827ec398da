// Which page of the lessons is open, and what has been done of them. Going to a page is two things: the address that puts
// the view into its state, which the page follows as it follows any, and the place, which stands beside it.

import { useSyncExternalStore } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Nudge } from '../store/world';
import { pagesOf, placeBeside } from './lessons';
import { WRITTEN } from './list-open';
import { readOpen, readPresents, readShort, withOpen, withPresents, type Open, type Place } from './place';
import { onShortWay } from './present/short-way';
import {
  keepProgress,
  NO_PROGRESS,
  readProgress,
  withChecked,
  withChoice,
  withPage,
  type Progress,
} from './progress';

interface Learning {
  readonly open: Open | null;
  readonly progress: Progress;
  /** Whether pages stand as slides, for a room full of people. */
  readonly presents: boolean;
  /** Whether what has just been opened is to have the focus. */
  readonly wantsFocus: boolean;
}

const storage = (): Storage => localStorage;

const LIST: Open = { kind: 'list', unknown: null };

const FIRST: Place = { lesson: 1, page: 1 };

/** What an address asks for; one that presents and names no page begins with the first one. */
const asked = (): Pick<Learning, 'open' | 'presents'> => {
  const presents = readPresents(location.search);
  return { presents, open: readOpen(location.search) ?? (presents ? { kind: 'page', place: FIRST } : null) };
};

const learning = createStore<Learning>(() => ({
  ...asked(),
  progress: readProgress(storage),
  wantsFocus: false,
}));

// back and forth in the browser's own history
for (const name of ['popstate', 'hashchange'])
  addEventListener(name, () => {
    const { open, presents } = asked();
    const before = learning.getState();
    if (presents !== before.presents || JSON.stringify(open) !== JSON.stringify(before.open))
      learning.setState({ open, presents });
  });

/** Drawn anew when the open page, or what was answered, changes. */
export function useLearning(): Learning {
  return useSyncExternalStore(learning.subscribe, learning.getState);
}

function keep(progress: Progress): void {
  keepProgress(progress, storage);
  learning.setState({ progress });
}

const viewOf = (hash: string): string => hash.split('?')[0] ?? '';

/**
 * Writes a place into the address, with the hash of a state that is to be opened; null leaves the view as it is.
 *
 * @param wantsFocus of what has been opened by something that is gone then
 */
function show(open: Open | null, hash: string | null, wantsFocus = open !== null): void {
  const presents = open !== null && learning.getState().presents;
  const query = withPresents(withOpen(location.search, open), presents);
  if (hash !== null && hash !== location.hash) {
    location.hash = hash; // an entry of the browser's history, and the page hears of it
    history.replaceState(null, '', location.pathname + query + hash);
  } else {
    history.pushState(null, '', location.pathname + query + location.hash);
  }
  learning.setState({ open, presents, wantsFocus });
  dispatchEvent(new Event(WRITTEN));
}

/**
 * Of a link to a page alone: writes the state that the page begins with into the address. Done before the address is read,
 * so that no other view is loaded and drawn first.
 */
export async function openAsked(): Promise<void> {
  const { open } = learning.getState();
  if (open?.kind !== 'page' || location.hash !== '') return;
  const page = (await pagesOf(open.place.lesson))?.[open.place.page - 1];
  if (page !== undefined) history.replaceState(null, '', location.pathname + location.search + page.opens);
}

/** @param anew puts the view into the page's state again, whatever is on screen */
export async function goTo(place: Place | null, { world, store }: Nudge, anew = false): Promise<void> {
  const page = place === null ? undefined : (await pagesOf(place.lesson))?.[place.page - 1];
  if (place === null || page === undefined) {
    show(LIST, null);
    return;
  }
  const isThere = viewOf(location.hash) === viewOf(page.opens) && page.world === world.id;
  const goesOn = !anew && isThere && page.goesOnWith(store.getState());
  keep(withPage(learning.getState().progress, place));
  show({ kind: 'page', place }, goesOn ? null : page.opens);
}

/** Whether pages stand as slides now. In React `useLearning` follows it. */
export const isPresenting = (): boolean => learning.getState().presents;

/** The page that is open; null where none is. */
export function placeNow(): Place | null {
  const { open } = learning.getState();
  return open?.kind === 'page' ? open.place : null;
}

/** Where Next and Back lead from a page, as the lessons stand now. */
export async function besideNow(place: Place, by: 1 | -1): Promise<Place | null> {
  return isPresenting() && readShort(location.search) ? onShortWay(place, by) : await placeBeside(place, by);
}

function setPresents(presents: boolean): void {
  history.replaceState(null, '', location.pathname + withPresents(location.search, presents) + location.hash);
  learning.setState({ presents });
}

/**
 * What can be done with the lessons. What opens or closes a page writes it into the address, so that Back
 * and links lead there; answers are kept in this browser.
 */
export const learn = {
  /** From the page that is open, or else from the first one, in the state that it begins with. */
  present: async (nudge: Nudge): Promise<void> => {
    setPresents(true);
    await goTo(placeNow() ?? FIRST, nudge, true);
  },
  stopPresenting: (): void => setPresents(false),
  /** Puts the view into another state beside the page that is open. */
  see: (hash: string): void => show(learning.getState().open, hash),
  list: (): void => show(LIST, null),
  /** By its tab, which keeps the focus. */
  listFromTab: (): void => show(LIST, null, false),
  leave: (): void => show(null, null),
  /** Closes the list for a view; null is the one that is open. */
  leaveFor: (view: string | null): void => show(null, view === null ? null : `#/${view}`),
  beside: async (place: Place, by: 1 | -1, nudge: Nudge): Promise<void> =>
    await goTo(await besideNow(place, by), nudge),
  choose: (place: Place, option: number): void =>
    keep(withChoice(learning.getState().progress, place, option)),
  check: (place: Place): void => keep(withChecked(learning.getState().progress, place)),
  clear: (): void => keep(NO_PROGRESS),
  focused: (): void => learning.setState({ wantsFocus: false }),
} as const;
