// What a guided step of the digits asks of WebGPU: the networks in stock tfjs operations, and ours. In a page that
// run.mjs opens.

import * as tf from '@tensorflow/tfjs-core';
import { normalBatch } from '../src/diffusion/noise/gaussian';
import { kernelNames, refuseKernel, setRecording } from '../src/kernels/fused';
import { findWebGPU, startWebGPU } from '../src/kernels/webgpu-backend';
import { filesAtUrl } from '../src/pack/files-at-url';
import { openPack } from '../src/pack/open-pack';
import { sampleSize } from '../src/terms/sample';
import { countCalls, type Calls } from './count-calls';

export interface Measured {
  readonly denoiser: Calls;
  readonly guide: Calls;
  /** Milliseconds of JavaScript until everything is submitted, of each run. */
  readonly submitMs: readonly number[];
  /** Milliseconds until the numbers are there. */
  readonly stepMs: readonly number[];
  readonly gpuBytes: { readonly used: number; readonly allocated: number };
}

export interface DispatchReport {
  readonly device: string;
  readonly lanes: number;
  readonly stock: Measured;
  readonly ours: Measured;
  readonly errors: readonly string[];
}

declare global {
  interface Window {
    dispatches?: DispatchReport | { readonly errors: readonly string[] };
  }
}

const LANES = 2;
const errors: string[] = [];
let device = '';

/** On a device of its own, so that neither finds the other's buffers or pipelines. */
async function measure(prepare: () => void, runs: number): Promise<Measured> {
  const found = await findWebGPU();
  if (typeof found === 'string') throw new Error(found);
  const started = await startWebGPU(found, (error) => errors.push(error.message));
  device = started.device;
  prepare();
  const pack = await openPack(filesAtUrl('digits', new URL('/models/digits/', location.href).href));
  const { denoiser, guide } = pack;
  if (guide === null) throw new Error('the digits have no guide');
  const size = sampleSize(denoiser.sampleShape);
  let seed = 0;
  const inputs = () => {
    const t = 900 - 10 * ++seed;
    const xt = normalBatch(Array(LANES).fill(seed), size, 'training', t);
    return [xt, new Float32Array(LANES).fill(t), new Int32Array(LANES).fill(seed % 10)] as const;
  };
  const predict = ([xt, t]: ReturnType<typeof inputs>) => denoiser.predict(xt, t);
  const evaluate = ([xt, t, y]: ReturnType<typeof inputs>) => guide.evaluate(xt, t, y, denoiser);
  const step = (given: ReturnType<typeof inputs>) => [predict(given), evaluate(given)];

  for (let i = 0; i < 2; i++) await Promise.all(step(inputs())); // compiles, records and proves
  const submitMs: number[] = [];
  const stepMs: number[] = [];
  for (let i = 0; i < runs; i++) {
    const given = inputs();
    const begun = performance.now();
    const results = step(given);
    submitMs.push(performance.now() - begun);
    await Promise.all(results);
    stepMs.push(performance.now() - begun);
  }
  const calls = [
    await countCalls(() => predict(inputs())),
    await countCalls(() => evaluate(inputs())),
  ] as const;
  const { numBytesInGPU, numBytesAllocatedInGPU } = started.backend.memory();
  pack.dispose();
  if (tf.memory().numTensors > 0) errors.push(`${tf.memory().numTensors} tensors are left`);
  started.gpu.destroy();
  return {
    denoiser: calls[0],
    guide: calls[1],
    submitMs,
    stepMs,
    gpuBytes: { used: numBytesInGPU, allocated: numBytesAllocatedInGPU },
  };
}

try {
  const runs = Number(new URLSearchParams(location.search).get('runs') ?? 5);
  const ours = await measure(() => {}, runs);
  const stock = await measure(() => {
    kernelNames.forEach(refuseKernel);
    setRecording(false);
  }, runs);
  window.dispatches = { device, lanes: LANES, stock, ours, errors };
} catch (error) {
  window.dispatches = { errors: [...errors, String(error instanceof Error ? error.stack : error)] };
}
