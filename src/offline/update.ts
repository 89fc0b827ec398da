// A newer build that waits: it is offered, and takes over when the person says so.

import { told } from './told';

let waiting: ServiceWorker | null = null;
const ready = told(false);

export function offerUpdate(worker: ServiceWorker | null): void {
  waiting = worker;
  ready.tell(worker !== null);
}

/** Whether a newer build is ready. */
export const useUpdate = ready.use;

/** The newer build takes over, and the page begins again with it; its address restores the screen. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting?.postMessage({ type: 'activate' });
}

/** Not now: the next visit offers it again. */
export function putOffUpdate(): void {
  offerUpdate(null);
}
