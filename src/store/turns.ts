// What can be undone: a steering, a branching, a new run. Each leads from one path to another, so undo and redo
// are nothing but going there.

import type { Settings } from './settings';

export interface Turn {
  readonly before: Settings;
  readonly after: Settings;
  /** The path that was left; null for a steering, which went on along the same path: the path without it
   * branches off at `index` when the steering is undone for the first time. */
  readonly from: number | null;
  readonly to: number;
  /** The first step that the turn concerns. */
  readonly index: number;
}

/** Turns that are remembered. */
export const MOST_TURNS = 50;
