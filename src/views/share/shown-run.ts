// What every picture of a saved run is made of.

import { arrange, comparedWith } from '../../history/arrangement';
import type { Path } from '../../history/path';
import { currentPath, type State } from '../../history/state';
import type { PackInfo } from '../../terms/pack-info';
import { selectLarge } from '../run/selectors';

/** Taken once: what plays on does not change it. */
export interface Run {
  readonly state: State;
  readonly pack: PackInfo;
  readonly path: Path;
  readonly large: number;
  readonly other: number | null;
}

/** @returns null where there is no run yet */
export function runOf(state: State): Run | null {
  const { pack } = state.model;
  const path = currentPath(state);
  const first = path.steps[0];
  if (pack === null || first === undefined) return null;
  const large = selectLarge(state);
  return { state, pack, path, large, other: comparedWith(arrange(first.settings, pack), large) };
}
