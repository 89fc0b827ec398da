// Which view is open: the address says so, and going to another view is going to its newest address.

import { useCallback, useSyncExternalStore } from 'react';
import { viewOf, type View } from '../store/views';

const addresses = new Map<View, string>();

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

const current = (): View => viewOf(location.hash);

/** @returns the view, and what goes to another */
export function useView(): readonly [View, (view: View) => void] {
  const view = useSyncExternalStore(subscribe, current);
  const go = useCallback((next: View) => {
    const here = current();
    if (next === here) return;
    addresses.set(here, location.hash);
    location.hash = addresses.get(next) ?? `#/${next}`;
  }, []);
  return [view, go];
}
