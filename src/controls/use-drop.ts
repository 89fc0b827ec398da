// Who takes what is dropped on the page. What a drop is, and to whom it goes, is decided in one place: src/app/drops.ts.

import { useEffect, useRef, useState } from 'react';

/** What a person may drop. A model is a folder or an archive. */
export type DropKind = 'picture' | 'model' | 'run' | 'points';

export interface Taker {
  readonly kinds: readonly DropKind[];
  readonly take: (dropped: DataTransfer) => void;
  /** Files are being dragged over the page, or no longer. */
  readonly drag: (over: boolean) => void;
}

/** Those on screen. */
export const takers = new Set<Taker>();

/**
 * @param kinds a constant
 * @returns whether files are being dragged over the page
 */
export function useDrop(kinds: readonly DropKind[], take: Taker['take']): boolean {
  const [dragging, drag] = useState(false);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const taker: Taker = { kinds, take: (dropped) => latest.current(dropped), drag };
    takers.add(taker);
    return () => {
      takers.delete(taker);
    };
  }, [kinds]);
  return dragging;
}
