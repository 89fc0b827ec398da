// Where an open model came from, so that it can be opened again: a path carries it, as it does what steers it.

import type { PackSource } from '../terms/pack-info';

/** Where a model was opened from. */
export interface ModelOrigin {
  /** Settings of another key ask for another model; null where none ask for it. */
  readonly key: string | null;
  /** What it is called while it is loaded. */
  readonly title: string;
  readonly source: PackSource;
}

/** Whether they give the same model. Files may be any. */
export function sameOrigin(a: ModelOrigin | null, b: ModelOrigin | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  return a.key === b.key && a.source.kind === b.source.kind && a.source.kind !== 'files';
}
