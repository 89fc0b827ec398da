// The popups once they are there; until then null, and a button is a plain button. They are loaded when the
// page has come to rest, and put in place while no button has the focus, for it would lose it.

import { useSyncExternalStore } from 'react';
import type { Popups } from './popups';

let loaded: Popups | null = null;
const listeners = new Set<() => void>();

function publish(popups: Popups): void {
  if (document.activeElement instanceof HTMLButtonElement) {
    document.addEventListener('focusout', () => setTimeout(() => publish(popups)), { once: true });
    return;
  }
  loaded = popups;
  for (const listener of listeners) listener();
}

async function load(): Promise<void> {
  const { popups } = await import('./popups');
  publish(popups);
}

/** Loads the popups; a failure leaves plain buttons, which do all but explain themselves. */
export function loadPopups(): void {
  load().catch(() => undefined);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePopups(): Popups | null {
  return useSyncExternalStore(subscribe, () => loaded);
}
