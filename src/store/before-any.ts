// The history before any run: of a store's beginning, and of a model that has taken another's place.

import { newPath, NO_PATH_ID } from '../history/path';
import { withHere } from '../history/remember';
import type { Settings } from '../history/settings';
import type { History, State } from '../history/state';

export function emptyHistory(settings: Settings): History {
  return {
    paths: [newPath(NO_PATH_ID, settings, 0, [])],
    current: NO_PATH_ID,
    ghost: null,
    cursor: null,
    shown: null,
    awaited: null,
    past: [],
    future: [],
  };
}

/** The paths of the model before are kept: undo leads back to them. */
export function leftBehind(state: State, settings: Settings): History {
  const { paths, past } = state.history;
  const first = emptyHistory(settings);
  const kept = paths.filter(({ id }) => id > NO_PATH_ID);
  return { ...first, paths: [...first.paths, ...kept], past: withHere(past, state) };
}

/** The settings of the path before any. */
export function withSettings(paths: History['paths'], settings: Settings): History['paths'] {
  return paths.map((path) => (path.id === NO_PATH_ID ? { ...path, settings } : path));
}
