// The hook for the plane's store.

import type { Nudge } from '../../store/world';
import { useOpened } from '../../store/use-store';
import { planeActions, type PlaneActions } from './actions';

/** An open store of the plane, with the actions that it alone has. */
export interface OpenedPlane extends Nudge {
  readonly plane: PlaneActions;
}

const known = new WeakMap<Nudge, OpenedPlane>();

/** Null while the store above is another world's. */
export function usePlane(): OpenedPlane | null {
  const nudge = useOpened();
  const before = known.get(nudge);
  if (before !== undefined) return before;
  const plane = planeActions(nudge);
  if (plane === null) return null;
  const opened = { ...nudge, plane };
  known.set(nudge, opened);
  return opened;
}
