// tfjs' WASM backend, told where its binaries are: a bundler's URLs in a browser, file paths in Node.

import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { NudgeError } from '../terms/errors';

/** URL or file path of each binary. tfjs chooses by what the machine can do. */
export interface WasmPaths {
  readonly 'tfjs-backend-wasm.wasm': string;
  readonly 'tfjs-backend-wasm-simd.wasm': string;
  readonly 'tfjs-backend-wasm-threaded-simd.wasm': string;
}

export interface WasmBackend {
  readonly name: 'wasm';
  /** What it computes with: "SIMD, 1 thread". */
  readonly device: string;
}

/**
 * Makes WASM the current backend.
 *
 * @throws NudgeError `backend-failed`
 */
export async function startWasm(paths: WasmPaths): Promise<WasmBackend> {
  try {
    if (tf.getBackend() !== 'wasm') setWasmPaths({ ...paths });
    if (!(await tf.setBackend('wasm'))) throw new Error('the WASM backend did not start');
  } catch (error) {
    throw new NudgeError(
      'backend-failed',
      `WebAssembly could not be started: ${error instanceof Error ? error.message : String(error)}.`,
      'Nudge needs WebAssembly or WebGPU; a current browser has both.',
    );
  }
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const threaded = await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT');
  const threads = simd && threaded ? getThreadsCount() : 1;
  return {
    name: 'wasm',
    device: `${simd ? 'SIMD, ' : ''}${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  };
}
