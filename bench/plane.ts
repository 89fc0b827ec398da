// The page of the plane's part: a worker does everything, as in Nudge.

import type { PlaneReport } from './plane-worker';

declare global {
  interface Window {
    report?: unknown;
  }
}

const worker = new Worker(new URL('./plane-worker.ts', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }: MessageEvent<PlaneReport>) => (window.report = data);
worker.onerror = ({ message }) => (window.report = { errors: [message] });
worker.postMessage(location.search);
