// Which view is open: the address says so. Denoise and Noise show one state, whose address is written when they are
// gone to; the Plane is another, and gone to at its newest address.

import { useCallback, useSyncExternalStore } from 'react';
import { viewOf, type View } from '../store/views';

let planeAddress = '#/plane';

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
    if (here === 'plane') planeAddress = location.hash;
    location.hash = next === 'plane' ? planeAddress : `#/${next}`;
  }, []);
  return [view, go];
}
