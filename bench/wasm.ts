// The page of the WASM part: a worker does everything, as in Nudge.

import type { WasmReport } from './wasm-worker';

declare global {
  interface Window {
    report?: unknown;
  }
}

const worker = new Worker(new URL('./wasm-worker.ts', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }: MessageEvent<WasmReport>) => (window.report = data);
worker.onerror = ({ message }) => (window.report = { errors: [message] });
worker.postMessage(location.search);
