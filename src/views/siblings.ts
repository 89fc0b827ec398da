// The views of one world, which lead to each other.

import { createContext, useContext } from 'react';
import type { View } from './view';

/** Views of the world that is on screen; none outside of a page. */
export const SiblingsContext = createContext<readonly View[]>([]);

/** Address of a view of this world. */
export function useSibling(isIt: (view: View) => boolean): string {
  const found = useContext(SiblingsContext).find(isIt);
  return `#/${found?.id ?? ''}`;
}

/** What the header calls a view of this world. */
export function useSiblingTitle(isIt: (view: View) => boolean): string {
  return useContext(SiblingsContext).find(isIt)?.title ?? '';
}
