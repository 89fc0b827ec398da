// The page of the growth part: a worker does everything, as in Nudge.

import type { GrowthReport } from './growth-worker';

declare global {
  interface Window {
    report?: unknown;
  }
}

const worker = new Worker(new URL('./growth-worker.ts', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }: MessageEvent<GrowthReport>) => (window.report = data);
worker.onerror = ({ message }) => (window.report = { errors: [message] });
worker.postMessage(null);
