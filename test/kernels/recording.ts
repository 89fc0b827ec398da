// Capture and replay, in a page that Vite's development server serves: what replays give beside what plain runs
// give, what is refused, and what is left.

import * as tf from '@tensorflow/tfjs-core';
import { allowKernel, refusedKernels, refuseKernel, setRecording } from '../../src/kernels/fused';
import { RecordedFunction } from '../../src/kernels/recording/recorded-function';
import { kernelNames } from '../../src/kernels/requirements';
import { findWebGPU, startWebGPU, type StartedWebGPU } from '../../src/kernels/webgpu-backend';
import { filesAtUrl } from '../../src/pack/files-at-url';
import { openPack, type OpenedPack } from '../../src/pack/open-pack';
import { sampleSize } from '../../src/terms/sample';
import { stockGradientContender, stockUNetContender } from '../../bench/contenders';
import { countCalls } from '../../bench/count-calls';
import { openNetworks } from '../../bench/open-network';
import { done } from '../progress';
import { numbers } from './numbers';
import { classTarget, type Target } from '../../src/terms/target';

export interface RecordingReport {
  /** max |replay - plain| of each check. */
  readonly distances: Readonly<Record<string, number>>;
  /** Pipelines that were compiled while a run waited. */
  readonly waitedFor: number;
  /** Submits of a replayed run, and reads of it. */
  readonly submits: number;
  readonly reads: number;
  /** Of both networks: written in stock tfjs operations, with fused kernels, and those of a replay. */
  readonly dispatches: { readonly stock: number; readonly fused: number; readonly replayed: number };
  readonly left: { readonly tensors: number; readonly buffers: number; readonly bytes: number };
  /** Kernels that were refused when the device was made to refuse one, of all. */
  readonly refused: { readonly before: number; readonly after: number; readonly of: number };
  readonly errors: readonly string[];
}

const errors: string[] = [];

async function start(): Promise<StartedWebGPU> {
  const found = await findWebGPU();
  if (typeof found === 'string') throw new Error(found);
  return await startWebGPU(found, (error) => errors.push(error.message));
}

const filesOfTiniest = () => filesAtUrl('tiniest', new URL('../pack/tiniest/', location.href).href);
const tiniest = () => openPack(filesOfTiniest());

/** What both networks give for a batch at a time. */
async function answers({ denoiser, guides }: OpenedPack, batch: number, t: number): Promise<number[]> {
  const x = numbers(batch * sampleSize(denoiser.sampleShape), t) as Float32Array<ArrayBuffer>;
  const times = new Float32Array(batch).fill(t);
  const targets = Array<Target>(batch).fill(classTarget(t % 2));
  const [output, guidance] = await Promise.all([
    denoiser.predict(x, times, null),
    guides.get('classifier')!.evaluate(x, times, targets, null),
  ]);
  return [output, guidance.value, guidance.gradient, guidance.beliefs!].flatMap((part) => [...part]);
}

function apart(a: readonly number[], b: readonly number[]): number {
  return a.length === b.length ? Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) : NaN;
}

/** Each run recorded beside the same run plain. */
async function compare(pack: OpenedPack, runs: readonly (readonly [number, number])[]): Promise<number> {
  const distances: number[] = [];
  for (const [batch, t] of runs) {
    const recorded = await answers(pack, batch, t);
    setRecording(false);
    distances.push(apart(recorded, await answers(pack, batch, t)));
    done(`batch ${batch}, t = ${t}`);
    setRecording(true);
  }
  return Math.max(...distances);
}

/** A function that takes a number from outside must not be replayed. */
async function takesOutside(compute: (x: tf.Tensor, outside: number) => tf.Tensor): Promise<number> {
  let outside = 0;
  const f = new RecordedFunction(([x]) => [compute(x!, outside)]);
  let worst = 0;
  for (const value of [1, 2, 3]) {
    outside = value;
    const [result] = await f.run([{ values: new Float32Array([value, 7]), shape: [2] }]);
    worst = Math.max(worst, apart([...result!], [value + outside, 7 + outside]));
  }
  f.dispose();
  return worst;
}

/** The networks as one writes them in tfjs: what they dispatch, and how far from ours. Weights go with the device. */
async function stockTfjs({
  denoiser,
  guides,
}: OpenedPack): Promise<{ dispatches: number; distance: number }> {
  const networks = await openNetworks(filesOfTiniest());
  const unet = stockUNetContender(networks);
  const gradient = stockGradientContender(networks);
  const xt = numbers(2 * sampleSize(denoiser.sampleShape), 40) as Float32Array<ArrayBuffer>;
  const input = { xt, t: new Float32Array(2).fill(40), targets: new Int32Array(2) };
  const compute = async () => [...(await unet.run(input)), ...(await gradient.run(input))];
  const numbersOf = await compute(); // uploads its weights
  const { dispatches } = await countCalls(compute);
  const targets = Array.from(input.targets, classTarget);
  const output = await denoiser.predict(input.xt, input.t, null);
  const guidance = await guides.get('classifier')!.evaluate(input.xt, input.t, targets, null);
  return { dispatches, distance: apart([...output, ...guidance.gradient], numbersOf) };
}

async function report(): Promise<RecordingReport> {
  const { gpu, lost } = await start();
  const memory = () =>
    ({ ...tf.memory(), ...tf.backend().memory() }) as tf.MemoryInfo & { numBytesInGPU: number };
  const before = memory();
  const pack = await tiniest();
  let waitedFor = 0;
  const createPipeline = gpu.createComputePipeline.bind(gpu);
  gpu.createComputePipeline = (descriptor) => {
    waitedFor++;
    return createPipeline(descriptor);
  };
  const distances: Record<string, number> = {};
  distances['batches 2 and 3'] = await compare(pack, [[2, 900], [2, 501], [2, 20], [3, 11], [3, 10], [2, 7], [2, 6]]); // prettier-ignore
  const waited = waitedFor; // below, plain tfjs compiles as it goes
  setRecording(false);
  const fused = await countCalls(() => answers(pack, 2, 40));
  const withFused = await answers(pack, 2, 40);
  kernelNames.forEach(refuseKernel);
  distances['plain tfjs'] = apart(withFused, await answers(pack, 2, 40));
  kernelNames.forEach(allowKernel);
  setRecording(true);
  let reads = 0;
  const mapAsync: GPUBuffer['mapAsync'] = Reflect.get(GPUBuffer.prototype, 'mapAsync');
  GPUBuffer.prototype.mapAsync = function (this: GPUBuffer, ...given) {
    reads++;
    return mapAsync.apply(this, given);
  };
  const replayed = await countCalls(() => answers(pack, 2, 40));
  GPUBuffer.prototype.mapAsync = mapAsync;
  distances['more batches than are kept'] = await compare(pack, [[1, 1], [4, 2], [5, 3], [6, 4], [1, 5], [1, 6]]); // prettier-ignore
  pack.dispose();
  distances['a number from outside'] = await takesOutside((x, outside) => tf.add(x, outside));
  const copies: Promise<unknown>[] = [];
  distances['a read in the middle'] = await takesOutside((x, outside) => {
    copies.push(x.data().catch(() => {})); // a copy begins: this run may not be recorded
    return tf.add(x, outside);
  });
  await Promise.all(copies);
  const after = memory();

  gpu.destroy();
  await lost;
  const again = await start();
  const second = await tiniest();
  distances['a new device'] = await compare(second, [[2, 3], [2, 4], [2, 5]]); // prettier-ignore
  const stock = await stockTfjs(second);
  distances['stock tfjs'] = stock.distance;

  const refused = { before: refusedKernels().length, of: kernelNames.length };
  const create = again.gpu.createShaderModule.bind(again.gpu);
  again.gpu.createShaderModule = (descriptor) =>
    create({
      ...descriptor,
      code: descriptor.code.includes('gathered') ? 'not WGSL' : descriptor.code,
    });
  Reflect.set(again.backend, 'pipelineCache', {});
  const third = await tiniest();
  const wasPlain = await answers(second, 2, 4);
  distances['a device that refuses a kernel'] = apart(wasPlain, await answers(third, 2, 4));
  return {
    distances,
    waitedFor: waited,
    submits: replayed.submits,
    reads,
    dispatches: { stock: stock.dispatches, fused: fused.dispatches, replayed: replayed.dispatches },
    left: {
      tensors: after.numTensors - before.numTensors,
      buffers: after.numDataBuffers - before.numDataBuffers,
      bytes: after.numBytesInGPU - before.numBytesInGPU,
    },
    refused: { ...refused, after: refusedKernels().length },
    errors,
  };
}

try {
  window.report = await report();
} catch (error) {
  window.report = {
    distances: {},
    waitedFor: NaN,
    submits: NaN,
    reads: NaN,
    dispatches: { stock: NaN, fused: NaN, replayed: NaN },
    left: { tensors: NaN, buffers: NaN, bytes: NaN },
    refused: { before: NaN, after: NaN, of: NaN },
    errors: [...errors, String(error instanceof Error ? error.stack : error)],
  } satisfies RecordingReport;
}
