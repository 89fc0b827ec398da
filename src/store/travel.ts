// Ways back: to the ghost, and to the places of undo and redo. A path that another model took steps of is entered once
// that model is open again.

import type { StoreContext } from '../history/context';
import { pathAt, type Place } from '../history/edits';
import { sameOrigin, type ModelOrigin } from '../history/model-origin';
import { withHere } from '../history/remember';
import { ghostPath, pathOf, type History, type State } from '../history/state';
import { enter, freshId } from './runs';

/** A way back. */
export interface Way {
  /** Where the model of the path comes from that it leads to; null where it leads nowhere. */
  readonly origin: (state: State) => ModelOrigin | null;
  /** @returns false where it leads nowhere */
  readonly go: (context: StoreContext) => boolean;
}

/** To the ghost, with all that steers it; what was current becomes the ghost. */
export const returnToGhost: Way = {
  origin: (state) => ghostPath(state)?.origin ?? null,
  go(context) {
    const state = context.store.getState();
    const { history } = state;
    const ghost = ghostPath(state);
    if (ghost === null || !sameOrigin(ghost.origin, state.model.origin)) return false;
    const past = withHere(history.past, state);
    enter(context, ghost, { ghost: history.current, past, future: [] });
    return true;
  },
};

/** To the newest place that can be taken again. */
export const undo: Way = {
  origin: ({ history }) => originOf(history, history.past.at(-1)),
  go(context) {
    const state = context.store.getState();
    const { past, future } = state.history;
    for (let left = past.length - 1; left >= 0; left--) {
      const edits = { past: past.slice(0, left), future: withHere(future, state) };
      if (goTo(context, past[left]!, edits)) return true;
    }
    return false;
  },
};

export const redo: Way = {
  origin: ({ history }) => originOf(history, history.future.at(-1)),
  go(context) {
    const state = context.store.getState();
    const { past, future } = state.history;
    for (let left = future.length - 1; left >= 0; left--) {
      const edits = { past: withHere(past, state), future: future.slice(0, left) };
      if (goTo(context, future[left]!, edits)) return true;
    }
    return false;
  },
};

function originOf(history: History, place: Place | undefined): ModelOrigin | null {
  return place === undefined ? null : pathOf(history, place.path).origin;
}

/**
 * The path that is left becomes the ghost of the one that is entered, where they share a beginning; else the ghost is
 * that of the place.
 */
function goTo(context: StoreContext, place: Place, edits: Pick<History, 'past' | 'future'>): boolean {
  const { history, model } = context.store.getState();
  const path = pathAt(place, pathOf(history, place.path), freshId());
  if (path === null || !sameOrigin(path.origin, model.origin)) return false;
  const left = pathOf(history, history.current);
  const shares = left.id !== path.id && left.steps[0] !== undefined && left.steps[0] === path.steps[0];
  const known = history.paths.some(({ id }) => id === place.ghost);
  const before = known && place.ghost !== path.id ? place.ghost : null;
  enter(context, path, { ghost: shares ? left.id : before, ...edits }, place.cursor);
  return true;
}
