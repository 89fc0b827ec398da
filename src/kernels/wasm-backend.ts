// tfjs' WASM backend, given the place of its binaries: a bundler's URLs in a browser, file paths in Node.

import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { troubleOf } from '../terms/causes';
import { wasmFailed } from '../terms/more-causes';
import { NudgeError } from '../terms/errors';
import { startThreads } from './wasm-threads';

/** URL or file path of each binary. tfjs chooses by what the machine can do. */
export interface WasmPaths {
  readonly 'tfjs-backend-wasm.wasm': string;
  readonly 'tfjs-backend-wasm-simd.wasm': string;
  readonly 'tfjs-backend-wasm-threaded-simd.wasm': string;
}

const THREADED = 'tfjs-backend-wasm-threaded-simd.wasm' satisfies keyof WasmPaths;

type FetchBinary = (url: string) => Promise<Uint8Array<ArrayBuffer>>;

/** tfjs keeps one WASM for good, so this is as true later. */
let threadsFailed = false;

export interface WasmBackend {
  readonly name: 'wasm';
  /** What it computes with: "SIMD, 1 thread". */
  readonly device: string;
}

interface ThreadsOfWasm {
  readonly inTime?: <T>(answer: Promise<T>) => Promise<T>;
  readonly singleThread?: boolean;
}

/**
 * Makes WASM the current backend.
 *
 * @param fetchBinary fetches and checks the one that will be used; absent: tfjs does, and checks nothing
 * @param how gives up threads that do not start in time, or takes the binary without them: no worker is made for each
 * @throws NudgeError `backend-failed`, and what `fetchBinary` throws
 */
export async function startWasm(
  paths: WasmPaths,
  fetchBinary?: FetchBinary,
  { inTime = (answer) => answer, singleThread = false }: ThreadsOfWasm = {},
): Promise<WasmBackend> {
  try {
    if (tf.getBackend() !== 'wasm') {
      if (singleThread) tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      setWasmPaths({ ...paths }, fetchBinary !== undefined);
      if ((await binaryName()) === THREADED) {
        await handOver(paths[THREADED], fetchBinary);
        threadsFailed = !(await startThreads(inTime));
        if (threadsFailed) tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      }
      const name = await binaryName();
      if (name !== THREADED) await handOver(paths[name], fetchBinary);
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
    device: `${simd ? 'SIMD, ' : ''}${threads} ${threads === 1 ? 'thread' : 'threads'}${threadsFailed ? ' (more did not start)' : ''}`,
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
  return threaded ? THREADED : 'tfjs-backend-wasm-simd.wasm';
}

/** tfjs fetches through its platform: there it finds what has been fetched already, once. */
async function handOver(url: string, fetchBinary: FetchBinary | undefined): Promise<void> {
  if (fetchBinary === undefined) return;
  const bytes = await fetchBinary(url);
  const { platform } = tf.env();
  const usual = platform.fetch.bind(platform);
  platform.fetch = async (path, init) => {
    if (path !== url) return await usual(path, init);
    platform.fetch = usual;
    return new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } });
  };
}
