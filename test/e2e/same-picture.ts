// One seed, 20 DDIM steps, guided, on WASM and on WebGPU, and the tensors alive after each step, in a page that
// Vite's development server serves.
// ?pack=/models/digits/&steps=50 takes the shipped digits instead of the tiniest pack: minutes on SwiftShader.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { chain, chainModel } from '../../src/chain/chain';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { startWasm } from '../../src/kernels/wasm-backend';
import { findWebGPU, startWebGPU } from '../../src/kernels/webgpu-backend';
import { filesAtUrl } from '../../src/pack/files-at-url';
import { openPack } from '../../src/pack/open-pack';
import { done } from '../progress';

export interface SamePictureReport {
  /** max |a - b| of x_prev after each step. */
  readonly distances: readonly number[];
  /** Tensors alive on WebGPU after each step, and what is left once the pack is disposed. */
  readonly tensors: readonly number[];
  readonly left: number;
  readonly errors: readonly string[];
}

const query = new URLSearchParams(location.search);
const steps = Number(query.get('steps') ?? 20);
const url = new URL(query.get('pack') ?? '../pack/tiniest/', location.href).href;

interface Ran {
  readonly samples: Float32Array[];
  readonly tensors: number[];
  readonly left: number;
}

async function run(): Promise<Ran> {
  const before = tf.memory().numTensors;
  const pack = await openPack(filesAtUrl('pack', url), () => {});
  const model = chainModel(pack);
  const lanes = [4, 0].map((guidanceScale) => ({ target: classTarget(1), guidanceScale, seed: 42 }));
  const spec = { sampler: { kind: 'ddim', eta: 0 }, rule: meanShift, steps, from: null } as const;
  const samples: Float32Array[] = [];
  const tensors: number[] = [];
  for await (const step of chain(model, spec, () => lanes)) {
    samples.push(step.xPrev);
    tensors.push(tf.memory().numTensors);
    done(`step ${samples.length}`);
  }
  pack.dispose();
  return { samples, tensors, left: tf.memory().numTensors - before };
}

const errors: string[] = [];
try {
  await startWasm({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  const onWasm = await run();
  const found = await findWebGPU();
  if (typeof found === 'string') throw new Error(found);
  await startWebGPU(found, (error) => errors.push(error.message));
  const onWebGPU = await run();
  const distances = onWasm.samples.map((a, i) =>
    a.reduce((max, x, k) => Math.max(max, Math.abs(x - (onWebGPU.samples[i]?.[k] ?? NaN))), 0),
  );
  window.report = {
    distances,
    tensors: onWebGPU.tensors,
    left: onWebGPU.left,
    errors,
  } satisfies SamePictureReport;
} catch (error) {
  window.report = {
    distances: [],
    tensors: [],
    left: NaN,
    errors: [...errors, String(error)],
  } satisfies SamePictureReport;
}
