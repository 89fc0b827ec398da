// Remembers where the current path is, before it is steered, so that undo leads back there.

import { patchHistory, type StoreContext } from './context';
import { placeOf, withPlace, type Place } from './edits';
import { NO_PATH_ID, type Path } from './path';
import { currentPath, type State } from './state';

/**
 * @param joins the place before an edit that this one goes on with, if that is still the newest
 * @param as the path as undo finds it, where that is not as it is
 * @returns the place that undo leads to
 */
export function rememberPlace(context: StoreContext, joins: Place | null, as?: Path): Place {
  const state = context.store.getState();
  const { past } = state.history;
  const newest = past.at(-1);
  if (newest !== undefined && newest === joins) {
    patchHistory(context, { future: [] });
    return newest;
  }
  const place = placeOf(as ?? currentPath(state), state.history);
  patchHistory(context, { past: withPlace(past, place), future: [] });
  return place;
}

/** Places with where the current path is. Nothing leads back to a preview, a recording or the path before any. */
export function withHere(places: readonly Place[], state: State): readonly Place[] {
  const path = currentPath(state);
  return path.id > NO_PATH_ID ? withPlace(places, placeOf(path, state.history)) : places;
}
