// Steerings of a run that is taken again: each is sent before its step, and can be undone like any other.

import { putPath, type StoreContext } from '../history/context';
import type { Place } from '../history/edits';
import { rememberPlace } from '../history/remember';
import { dueSteering, withSteering } from '../history/replay';
import { currentPath } from '../history/state';

export class DueSteering {
  /** The newest: those of a dragged slider follow each other step by step, and are one. */
  #newest: { readonly at: number; readonly what: string; readonly place: Place } | null = null;

  constructor(private readonly context: StoreContext) {}

  /** Puts what is due at the next step into the path on screen. @returns whether anything was */
  take(): boolean {
    const path = currentPath(this.context.store.getState());
    const due = dueSteering(path);
    if (due === null) return false;
    const what = Object.keys(due).join();
    const next = withSteering(path, due);
    const before = this.#newest;
    const goesOn = what === before?.what && due.at === before.at + 1;
    // undone, it is not to come again
    const left = { ...path, replay: next.replay };
    const place = rememberPlace(this.context, goesOn && before !== null ? before.place : null, left);
    this.#newest = { at: due.at, what, place };
    putPath(this.context, next);
    return true;
  }
}
