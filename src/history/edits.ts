// What undo and redo go through: places in the history, each a path at some length with the settings of its next step.
// Kept steps of a path never change, so a place can always be found again: on its path, or as a new one that leaves it.

import { branchOf, canBranchAt, isComplete, type Path } from './path';
import type { Replay } from './replay-state';
import { sameSteer, type Settings } from './settings';

/** Where undo or redo leads: a path at some length, what steered its next step, and what was shown. */
export interface Place {
  readonly path: number;
  /** Steps that had been taken. */
  readonly length: number;
  readonly settings: Settings;
  /** Steerings that were known beforehand and still to come. */
  readonly replay: Replay | null;
  readonly ghost: number | null;
  /** The step that was shown; null followed the newest. */
  readonly cursor: number | null;
}

/** Places that are remembered: places are small, and paths that none leads to are forgotten. */
export const MOST_EDITS = 200;

export function placeOf(
  { id, steps, settings, replay }: Path,
  { ghost, cursor }: Pick<Place, 'ghost' | 'cursor'>,
): Place {
  return { path: id, length: steps.length, settings, replay, ghost, cursor };
}

export function withPlace(places: readonly Place[], place: Place): readonly Place[] {
  return [...places, place].slice(-MOST_EDITS);
}

/**
 * The path at a place: the path itself where nothing but more of the same steps has come since, else a new one that
 * leaves it there. Null where that cannot be taken again, since its x_t is not kept.
 *
 * @param id of a new path
 */
export function pathAt({ length, settings, replay }: Place, path: Path, id: number): Path | null {
  // a step on its way may still have used the settings before: the first one that differs is where it leaves
  const differs = path.steps.findIndex((record, i) => i >= length && !sameRun(record.settings, settings));
  const same = differs < 0 && sameRun(path.settings, settings);
  if (same && (isComplete(path) || path.replay === replay)) return path;
  if (differs < 0 && isComplete(path)) return { ...path, settings };
  const index = differs < 0 ? path.steps.length : differs;
  return canBranchAt(path, index) ? { ...branchOf(path, id, index, settings), replay } : null;
}

/** Whether two settings give the same steps. */
export function sameRun(a: Settings, b: Settings): boolean {
  return (
    sameSteer(a, b) && a.layout === b.layout && a.twins === b.twins && a.own === b.own && a.way === b.way
  );
}
