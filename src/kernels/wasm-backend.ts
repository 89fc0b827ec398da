// tfjs' WASM backend, given the place of its binaries: a bundler's URLs in a browser, file paths in Node.

import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { troubleOf } from '../terms/causes';
import { wasmFailed } from '../terms/more-causes';
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
 * @param fetchBinary fetches and checks the one that will be used; absent: tfjs does, and checks nothing
 * @param singleThread takes the binary without threads: no worker is made for each
 * @throws NudgeError `backend-failed`, and what `fetchBinary` throws
 */
export async function startWasm(
  paths: WasmPaths,
  fetchBinary?: (url: string) => Promise<Uint8Array<ArrayBuffer>>,
  singleThread = false,
): Promise<WasmBackend> {
  try {
    if (tf.getBackend() !== 'wasm') {
      if (singleThread) tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      setWasmPaths({ ...paths }, fetchBinary !== undefined);
      if (fetchBinary !== undefined) await handOver(paths[await binaryName()], fetchBinary);
    }
    if (!(await tf.setBackend('wasm'))) throw new Error('the WASM backend did not start');
  } catch (error) {
    if (error instanceof NudgeError) throw error;
    throw troubleOf(wasmFailed, '', error instanceof Error ? error.message : String(error));
  }
  const { simd, threaded } = await support();
  const threads = simd && threaded ? getThreadsCount() : 1;
  return {
    name: 'wasm',
    device: `${simd ? 'SIMD, ' : ''}${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  };
}

async function support(): Promise<{ readonly simd: boolean; readonly threaded: boolean }> {
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const threaded = await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT');
  return { simd: simd === true, threaded: threaded === true };
}

/** As tfjs chooses. */
async function binaryName(): Promise<keyof WasmPaths> {
  const { simd, threaded } = await support();
  if (!simd) return 'tfjs-backend-wasm.wasm';
  return threaded ? 'tfjs-backend-wasm-threaded-simd.wasm' : 'tfjs-backend-wasm-simd.wasm';
}

/** tfjs fetches through its platform: there it finds what has been fetched already, once. */
async function handOver(
  url: string,
  fetchBinary: (url: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const bytes = await fetchBinary(url);
  const { platform } = tf.env();
  const usual = platform.fetch.bind(platform);
  platform.fetch = async (path, init) => {
    if (path !== url) return await usual(path, init);
    platform.fetch = usual;
    return new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } });
  };
}
