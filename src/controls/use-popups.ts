// The popups once they are there; until then null, and a button is a plain button. They are loaded when the
// page has come to rest, and put in place while no button has the focus, for it would lose it.

import { startTransition, useEffect, useState } from 'react';
import type { Popups } from './popups';

let loaded: Popups | null = null;
/** Somebody has pressed a button for one: it is worth a focus, which that button takes again. */
let hurried = false;
const listeners = new Set<() => void>();

function publish(popups: Popups): void {
  if (loaded !== null) return;
  if (!hurried && document.activeElement instanceof HTMLButtonElement) {
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

/** Loads them at once and puts them in place whatever has the focus. */
export function hurryPopups(): void {
  hurried = true;
  loadPopups();
}

/**
 * Null until they are loaded. They come as a transition: half a hundred buttons are exchanged, in slices, so that
 * the page answers meanwhile.
 */
export function usePopups(): Popups | null {
  const [popups, setPopups] = useState(loaded);
  useEffect(() => {
    const listen = (): void => startTransition(() => setPopups(loaded));
    if (loaded !== null) listen();
    listeners.add(listen);
    return () => {
      listeners.delete(listen);
    };
  }, []);
  return popups;
}
