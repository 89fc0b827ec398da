// React's door to the Plane's store.

import type { PlaneStore } from './plane-store';
import { useOpened } from './use-store';

/** Null while the store above is another's, as before the Plane has opened. */
export function usePlane(): PlaneStore | null {
  const opened: object = useOpened();
  return isPlane(opened) ? opened : null;
}

function isPlane(opened: object): opened is PlaneStore {
  return 'goOnWith' in opened && 'actions' in opened && 'setPlane' in Object(opened.actions);
}
