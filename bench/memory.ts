// Tensors and bytes over many steps of a guided chain, on the backend that the address names. In a page that
// memory.mjs opens.

import * as tf from '@tensorflow/tfjs-core';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { chain, chainModel } from '../src/chain/chain';
import { meanShift } from '../src/terms/rule';
import { classTarget } from '../src/terms/target';
import { startWasm } from '../src/kernels/wasm-backend';
import { findWebGPU, startWebGPU } from '../src/kernels/webgpu-backend';
import { filesAtUrl } from '../src/pack/files-at-url';
import { openPack } from '../src/pack/open-pack';

export interface MemoryReport {
  readonly device: string;
  readonly loadMs: number;
  readonly firstStepMs: number;
  readonly steps: number;
  /** After the steps that compile and record, and after the last one. */
  readonly early: Memory;
  readonly late: Memory;
  /** Milliseconds a step over all steps between those two. */
  readonly stepMs: number;
  /** A hundred of them, one at every hundredth of the steps. */
  readonly along: readonly Memory[];
  readonly errors: readonly string[];
}

interface Memory {
  readonly tensors: number;
  readonly buffers: number;
  readonly bytes: number;
  /** On the GPU: in use, and taken from the driver. Null on WASM. */
  readonly gpu: { readonly used: number; readonly allocated: number } | null;
}

declare global {
  interface Window {
    report?: unknown;
  }
}

const SETTLED = 5; // steps: the first are compiled, recorded and proven
const errors: string[] = [];

async function start(backend: string | null): Promise<string> {
  if (backend !== 'webgpu') {
    const { device } = await startWasm({
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': simdUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
    });
    return device;
  }
  const found = await findWebGPU();
  if (typeof found === 'string') throw new Error(found);
  return (await startWebGPU(found, (error) => errors.push(error.message))).device;
}

function memory(): Memory {
  const { numTensors, numDataBuffers, numBytes } = tf.memory();
  const { numBytesInGPU: used, numBytesAllocatedInGPU: allocated } = tf.backend().memory() as {
    numBytesInGPU?: number;
    numBytesAllocatedInGPU?: number;
  };
  const gpu = used !== undefined && allocated !== undefined ? { used, allocated } : null;
  return { tensors: numTensors, buffers: numDataBuffers, bytes: numBytes, gpu };
}

async function measure(query: URLSearchParams): Promise<MemoryReport> {
  const device = await start(query.get('backend'));
  const opened = performance.now();
  const url = new URL(query.get('pack') ?? '/models/digits/', location.href).href;
  const pack = await openPack(filesAtUrl('pack', url));
  const loaded = performance.now();
  const model = chainModel(pack);
  const lanes = [4, 0].map((guidanceScale) => ({ target: classTarget(1), guidanceScale, seed: 1 }));
  const steps = Number(query.get('steps') ?? 100);
  /** As many runs, one after the other, or as many as begin in that time. */
  const runs = Number(query.get('runs') ?? 1);
  const until = query.has('seconds') ? loaded + 1000 * Number(query.get('seconds')) : Infinity;
  const along: Memory[] = [];
  let taken = 0;
  let firstStepMs = NaN;
  let early = memory();
  let settledAt = NaN;
  for (let run = 0; run < runs && performance.now() < until; run++) {
    for await (const step of chain(
      model,
      { sampler: { kind: 'ddpm' }, rule: meanShift, steps, from: null },
      () => lanes,
    )) {
      void step;
      taken++;
      if (taken === 1) firstStepMs = performance.now() - loaded;
      if (taken === SETTLED) {
        early = memory();
        settledAt = performance.now();
      }
      if (taken % Math.ceil((runs * steps) / 100) === 0) along.push(memory());
      if (performance.now() > until) break;
    }
  }
  const stepMs = (performance.now() - settledAt) / (taken - SETTLED);
  const late = memory();
  pack.dispose();
  const loadMs = loaded - opened;
  return { device, loadMs, firstStepMs, steps: taken, early, late, stepMs, along, errors };
}

try {
  window.report = await measure(new URLSearchParams(location.search));
} catch (error) {
  window.report = { errors: [...errors, String(error instanceof Error ? error.stack : error)] };
}
