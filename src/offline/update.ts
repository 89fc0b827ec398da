// A newer build that waits: it is offered, and takes over when the person says so.

import { useSyncExternalStore } from 'react';

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

export function offerUpdate(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a newer build is ready. */
export function useUpdate(): boolean {
  return useSyncExternalStore(subscribe, () => waiting !== null);
}

/** The newer build takes over, and the page begins again with it; its address restores the screen. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting?.postMessage({ type: 'activate' });
}

/** Not now: the next visit offers it again. */
export function putOffUpdate(): void {
  offerUpdate(null);
}
