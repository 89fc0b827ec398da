// The digits' networks on WASM beside stock tfjs, onnxruntime-web and jax-js, with the same number of threads.

import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { startWasm } from '../src/kernels/wasm-backend';
import { filesAtUrl } from '../src/pack/files-at-url';
import {
  inputOf,
  jaxContender,
  onnxClassifier,
  onnxContender,
  ourGradient,
  ourUNet,
  stockGradientContender,
  stockUNetContender,
} from './contenders';
import { contest, type Timing } from './contest';
import { openNetworks } from './open-network';

export interface WasmReport {
  readonly device: string;
  readonly batches: readonly {
    readonly lanes: number;
    readonly unet: Readonly<Record<string, Timing>>;
    readonly gradient: Readonly<Record<string, Timing>>;
    /** The classifier's log p alone. */
    readonly forward: Readonly<Record<string, Timing>>;
  }[];
  readonly errors: readonly string[];
}

const filesAt = (path: string) => filesAtUrl(path, new URL(path, location.href).href);

/** A run of 16 lanes takes it the better part of ten seconds. */
const MOST_JAX_LANES = 2;

async function report(query: URLSearchParams): Promise<WasmReport> {
  const threads = Number(query.get('threads') ?? 1);
  const enough = Number(query.get('enough') ?? 3000);
  const leastRuns = Number(query.get('runs') ?? 5);
  setThreadsCount(threads);
  const { device } = await startWasm({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  const isLarge = query.get('pack') === 'large';
  const networks = await openNetworks(filesAt(isLarge ? '/bench/onnx/large/' : '/models/digits/'));
  const onnx = `/bench/onnx/${isLarge ? 'large' : 'digits'}-unet.onnx`;
  const unets = [
    ourUNet(networks),
    await onnxContender(networks, onnx, { provider: 'wasm', threads }),
    stockUNetContender(networks),
  ];
  const guided = networks.classifier !== null;
  const gradients = guided ? [ourGradient(networks), stockGradientContender(networks)] : [];
  const forward = guided
    ? [await onnxClassifier(networks, '/bench/onnx/digits-classifier.onnx', { provider: 'wasm', threads })]
    : [];
  const jax = guided ? [await jaxContender(networks, 'wasm')] : [];
  const batches = [];
  for (const lanes of (query.get('lanes') ?? '1,2,16').split(',').map(Number)) {
    const given = (n: number) => inputOf(networks.unet.config, lanes, n);
    const effort = { enough, leastRuns, mostRuns: 40 };
    const unet = await contest(unets, given, effort);
    const also = lanes <= MOST_JAX_LANES ? jax : [];
    const gradient = guided ? await contest([...gradients, ...also], given, effort) : {};
    batches.push({ lanes, unet, gradient, forward: await contest(forward, given, effort) });
  }
  return { device, batches, errors: [] };
}

addEventListener('message', ({ data }: MessageEvent<string>) => {
  report(new URLSearchParams(data)).then(
    (result) => postMessage(result),
    (error: unknown) =>
      postMessage({ errors: [error instanceof Error ? (error.stack ?? error.message) : String(error)] }),
  );
});
