// Who takes what is dropped on the page. What a drop is, and to whom it goes, is decided in one place: src/app/drops.ts.

import { useEffect, useRef, useSyncExternalStore } from 'react';

/** What a person may drop. A model is a folder or an archive. */
export type DropKind = 'picture' | 'model' | 'run' | 'points';

export interface Taker {
  readonly kinds: readonly DropKind[];
  readonly take: (dropped: DataTransfer) => void;
}

/** Those on screen. */
export const takers = new Set<Taker>();

let isOver = false;
const listeners = new Set<() => void>();

/** Files are being dragged over the page, or no longer. */
export function dragOver(over: boolean): void {
  isOver = over;
  for (const listener of listeners) listener();
}

/** Whether files are being dragged over the page. */
export function useDragging(): boolean {
  return useSyncExternalStore(subscribe, () => isOver);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param kinds a constant */
export function useDrop(kinds: readonly DropKind[], take: Taker['take']): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const taker: Taker = { kinds, take: (dropped) => latest.current(dropped) };
    takers.add(taker);
    return () => {
      takers.delete(taker);
    };
  }, [kinds]);
}
