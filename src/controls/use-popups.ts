// The popups once they are there; until then null, and a button is a plain button. They are loaded when the page has
// come to rest, or when one is asked for. A button that has the focus when it is exchanged hands it on.

import { startTransition, useCallback, useEffect, useState } from 'react';
import type { Popups } from './popups';

let loaded: Popups | null = null;
const listeners = new Set<() => void>();

async function load(): Promise<void> {
  const { popups } = await import('./popups');
  loaded = popups;
  for (const listener of listeners) listener();
}

/** Loads the popups; a failure leaves plain buttons, which do all but explain themselves. */
export function loadPopups(): void {
  if (loaded === null) load().catch(() => undefined);
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

/** For a plain button that will be exchanged: its handlers, and whether it has the focus that the next one takes over. */
export function useFocusToHandOn(): {
  readonly focused: boolean;
  readonly handlers: { readonly onFocus: () => void; readonly onBlur: () => void };
} {
  const [focused, setFocused] = useState(false);
  return { focused, handlers: { onFocus: () => setFocused(true), onBlur: () => setFocused(false) } };
}

/** For what a button opens: pressed before the popups have come, they are fetched, and it opens when they are there. */
export function useOpenPopup(): readonly [open: boolean, setOpen: (open: boolean) => void] {
  const [open, setOpen] = useState(false);
  const set = useCallback((to: boolean) => {
    setOpen(to);
    loadPopups();
  }, []);
  return [open, set];
}
