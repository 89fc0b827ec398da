// What the networks ask of WebGPU, in stock tfjs operations and ours, and what they cost where there is a GPU: in a
// browser's page, or without a browser.

import * as tf from '@tensorflow/tfjs-core';
import { findWebGPU, startWebGPU, type StartedWebGPU } from '../src/kernels/webgpu-backend';
import { measureCeilings, type Ceilings } from './ceilings';
import {
  inputOf,
  onnxContender,
  ourGradient,
  ourUNet,
  stockGradientContender,
  stockUNetContender,
  type Input,
} from './contenders';
import { contest, quartiles, type Contender, type Timing } from './contest';
import { countCalls, setDry, watchWebGPU, type Calls } from './count-calls';
import { gpuTime } from './gpu-time';
import type { PackFiles } from '../src/pack/files';
import { openNetworks, type Networks } from './open-network';
import { workOf, type Work } from './work';

/** What one side asks for. The gradient is null where there is no classifier, times where nothing was computed. */
export interface Asked {
  readonly unet: Calls;
  readonly gradient: Calls | null;
  /** Milliseconds of JavaScript until everything of a guided step is submitted, of each run. */
  readonly submitMs: readonly number[] | null;
  readonly stepMs: readonly number[] | null;
  readonly gpuBytes: { readonly used: number; readonly allocated: number };
}

export interface Timed {
  readonly lanes: number;
  readonly wall: Readonly<Record<string, Timing>>;
  /** Median milliseconds on the GPU of each contender; null without timestamps. */
  readonly gpuMs: Readonly<Record<string, number | null>>;
}

export interface NetworkReport {
  readonly lanes: number;
  readonly parameters: number;
  readonly work: { readonly unet: Work; readonly gradient: Work | null };
  readonly stock: Asked;
  readonly ours: Asked;
  readonly unet: readonly Timed[];
  readonly gradient: readonly Timed[];
}

export interface WebGPUReport {
  readonly device: string;
  readonly isSoftware: boolean;
  /** Null on a software adapter. */
  readonly ceilings: Ceilings | null;
  readonly networks: Readonly<Record<string, NetworkReport>>;
  /** What was left out, and why. */
  readonly remarks: readonly string[];
  readonly errors: readonly string[];
}

export interface Subject {
  readonly name: string;
  readonly files: PackFiles;
  /** Of the exported U-Net; null leaves onnxruntime-web out. */
  readonly onnx: string | null;
  /** On a software adapter it is only counted. */
  readonly isLarge: boolean;
}

const LANES = 2;
const MOST_GPU_BATCHES = [1, 2, 16] as const;
const errors: string[] = [];

async function start(): Promise<StartedWebGPU & { readonly isSoftware: boolean }> {
  const found = await findWebGPU();
  if (typeof found === 'string') throw new Error(found);
  const started = await startWebGPU(found, (error) => errors.push(error.message));
  return { ...started, isSoftware: found.isSoftware };
}

interface Side {
  readonly unet: Contender<Input>;
  readonly gradient: Contender<Input> | null;
}

const ours = (networks: Networks): Side => ({
  unet: ourUNet(networks),
  gradient: networks.classifier && ourGradient(networks),
});
const stock = (networks: Networks): Side => ({
  unet: stockUNetContender(networks),
  gradient: networks.classifier && stockGradientContender(networks),
});

/** On a device of its own, so that neither side finds the other's buffers or pipelines. */
async function ask(networks: Networks, make: (networks: Networks) => Side, runs: number): Promise<Asked> {
  const started = await start();
  const { unet, gradient } = make(networks);
  const given = (n: number) => inputOf(networks.unet.config, LANES, n);
  const step = (n: number) => [unet.run(given(n)), ...(gradient ? [gradient.run(given(n))] : [])];
  for (let n = 0; n < 2; n++) await Promise.all(step(n)); // compiles, records and proves
  const submitMs: number[] = [];
  const stepMs: number[] = [];
  for (let n = 2; n < 2 + runs; n++) {
    const begun = performance.now();
    const results = step(n);
    submitMs.push(performance.now() - begun);
    await Promise.all(results);
    stepMs.push(performance.now() - begun);
  }
  const calls = {
    unet: await countCalls(() => unet.run(given(1))),
    gradient: gradient && (await countCalls(() => gradient.run(given(1)))),
  };
  const { numBytesInGPU, numBytesAllocatedInGPU } = started.backend.memory();
  started.gpu.destroy();
  return {
    ...calls,
    submitMs: runs > 0 ? submitMs : null,
    stepMs: runs > 0 ? stepMs : null,
    gpuBytes: { used: numBytesInGPU, allocated: numBytesAllocatedInGPU },
  };
}

/** All sides on one device, in turns. */
async function time(
  networks: Networks,
  onnx: string | null,
): Promise<Pick<NetworkReport, 'unet' | 'gradient'>> {
  const { gpu } = await start();
  const sides = [ours(networks), stock(networks)];
  const peer = onnx && (await onnxContender(networks, onnx, { provider: 'webgpu', threads: 1 }));
  const unets = [sides[0]!.unet, sides[1]!.unet, ...(peer ? [peer] : [])];
  const gradients = sides.flatMap(({ gradient }) => gradient ?? []);
  const timed = async (contenders: readonly Contender<Input>[], lanes: number): Promise<Timed> => {
    const given = (n: number) => inputOf(networks.unet.config, lanes, n);
    const wall = await contest(contenders, given);
    const gpuMs: Record<string, number | null> = {};
    for (const each of contenders) {
      const device = peer && each === peer ? peer.device() : gpu;
      const times: number[] = [];
      for (let n = 0; n < 7; n++) {
        const milliseconds = device && (await gpuTime(device, () => each.run(given(n))));
        if (milliseconds !== null) times.push(milliseconds);
      }
      gpuMs[each.name] = times.length > 0 ? quartiles(times).median : null;
    }
    return { lanes, wall, gpuMs };
  };
  const timings: { unet: Timed[]; gradient: Timed[] } = { unet: [], gradient: [] };
  for (const lanes of MOST_GPU_BATCHES) {
    timings.unet.push(await timed(unets, lanes));
    if (gradients.length > 0) timings.gradient.push(await timed(gradients, lanes));
  }
  gpu.destroy();
  return timings;
}

/** The least that the networks have to do, counted on stock operations. */
async function count(networks: Networks): Promise<Pick<NetworkReport, 'work' | 'parameters'>> {
  const { gpu } = await start();
  const { config, weights } = networks.unet;
  const weightsOf = (source: typeof weights) =>
    source.names.reduce((sum, name) => sum + tf.util.sizeFromShape([...source.shapeOf(name)!]), 0);
  const given = inputOf(config, LANES, 0);
  const parameters = weightsOf(weights);
  const samples = 2 * given.xt.length; // in and out
  const side = stock(networks);
  const unet = await workOf(() => side.unet.run(given), { weights: parameters, samples, times: 1 });
  const gradient =
    side.gradient && networks.classifier
      ? await workOf(() => side.gradient!.run(given), {
          weights: weightsOf(networks.classifier.weights),
          samples,
          times: 2, // on the way there and back
        })
      : null;
  gpu.destroy();
  return { parameters, work: { unet, gradient } };
}

/** @param options timed: also on a software adapter; counted: on one, nothing is computed; runs of a step */
export async function measureWebGPU(
  subjects: readonly Subject[],
  { timed, counted, runs }: { readonly timed: boolean; readonly counted: boolean; readonly runs: number },
): Promise<WebGPUReport> {
  watchWebGPU();
  const { device, gpu, isSoftware } = await start();
  const isTimed = !isSoftware || timed;
  const ceilings = isTimed ? await measureCeilings(gpu, isSoftware ? 'small' : 'large') : null;
  gpu.destroy();
  const networks: Record<string, NetworkReport> = {};
  const remarks = isSoftware
    ? [
        `${device} computes on the processor: its counts hold anywhere, its times mean little, and the large network and onnxruntime-web's WebGPU are not timed.`,
      ]
    : [];
  for (const { name, files, onnx, isLarge } of subjects) {
    const opened = await openNetworks(files);
    const isComputed = !isSoftware || !(isLarge || counted);
    setDry(!isComputed);
    const asked = {
      ours: await ask(opened, ours, isComputed ? runs : 0),
      stock: await ask(opened, stock, isComputed ? runs : 0),
    };
    const work = await count(opened);
    setDry(false);
    const times = isTimed && isComputed ? await time(opened, onnx) : { unet: [], gradient: [] };
    networks[name] = { lanes: LANES, ...work, ...asked, ...times };
  }
  return { device, isSoftware, ceilings, networks, remarks, errors };
}
