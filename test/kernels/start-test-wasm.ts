// WASM for tests in Node.

import { resolve } from 'node:path';
import { startWasm, type WasmBackend } from '../../src/kernels/wasm-backend';

const folder = resolve(import.meta.dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out');

export const testWasmPaths = {
  'tfjs-backend-wasm.wasm': resolve(folder, 'tfjs-backend-wasm.wasm'),
  'tfjs-backend-wasm-simd.wasm': resolve(folder, 'tfjs-backend-wasm-simd.wasm'),
  'tfjs-backend-wasm-threaded-simd.wasm': resolve(folder, 'tfjs-backend-wasm-threaded-simd.wasm'),
};

export function startTestWasm(): Promise<WasmBackend> {
  return startWasm(testWasmPaths);
}
