// What there is to say of keeping a model, and what can be chosen: one at a time, until it is put away.

import { useSyncExternalStore } from 'react';

export interface Keeping {
  readonly text: string;
  readonly choices: readonly { readonly label: string; readonly choose: () => void }[];
  /** Label of the button that puts it away, without any of these. */
  readonly away: string;
}

let now: Keeping | null = null;
const listeners = new Set<() => void>();

/** Shows a notice in the place of the one before; null takes it away. */
export function tellOfKeeping(keeping: Keeping | null): void {
  now = keeping;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The notice to show; null where there is none. */
export function useKeeping(): Keeping | null {
  return useSyncExternalStore(subscribe, () => now);
}
