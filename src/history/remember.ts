// Remembers where the current path is, before it is steered, so that undo leads back there.

import { patchHistory, type StoreContext } from './context';
import { placeOf, withPlace } from './edits';
import { currentPath } from './state';

/** @param joins goes on with the newest edit, if that was on the same path */
export function rememberPlace(context: StoreContext, joins: boolean): void {
  const state = context.store.getState();
  const { past, ghost } = state.history;
  const path = currentPath(state);
  const isSame = past.at(-1)?.path === path.id;
  patchHistory(context, { past: joins && isSame ? past : withPlace(past, placeOf(path, ghost)), future: [] });
}
