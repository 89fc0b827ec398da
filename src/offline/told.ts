// One thing that the page is told of from outside of React, and shows until it is told another.

import { useSyncExternalStore } from 'react';

/** What was told last, and a hook of it. */
export interface Told<T> {
  readonly tell: (value: T) => void;
  readonly use: () => T;
}

export function told<T>(first: T): Told<T> {
  let last = first;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    tell: (value) => {
      last = value;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, () => last),
  };
}
