// The store of the view that is open: the Plane has its own, which opens when somebody first goes there.

import { useEffect, useState } from 'react';
import type { Nudge } from '../store/use-store';
import type { View } from '../store/views';

/** @param nudge the store of all other views */
export function useOpenedOf(nudge: Nudge, view: View): Nudge {
  const [plane, setPlane] = useState<Nudge | null>(null);
  useEffect(() => {
    if (view !== 'plane' || plane !== null) return;
    const open = async (): Promise<void> => {
      const { openPlane } = await import('../store/open-plane');
      setPlane(openPlane(window));
    };
    void open();
  }, [view, plane]);
  return view === 'plane' && plane !== null ? plane : nudge;
}
