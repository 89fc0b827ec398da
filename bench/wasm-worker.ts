// The digits' networks on WASM beside stock tfjs, onnxruntime-web and jax-js, with the same number of threads.

import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { startWasm } from '../src/kernels/wasm-backend';
import {
  inputOf,
  jaxContender,
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
  }[];
  readonly errors: readonly string[];
}

/** A run of 16 lanes takes it the better part of ten seconds. */
const MOST_JAX_LANES = 2;

async function report(query: URLSearchParams): Promise<WasmReport> {
  const threads = Number(query.get('threads') ?? 1);
  const enough = Number(query.get('enough') ?? 3000);
  setThreadsCount(threads);
  const { device } = await startWasm({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  const networks = await openNetworks('/models/digits/');
  const unets = [
    ourUNet(networks),
    await onnxContender(networks, '/bench/onnx/digits-unet.onnx', { provider: 'wasm', threads }),
    stockUNetContender(networks),
  ];
  const gradients = [ourGradient(networks), stockGradientContender(networks)];
  const jax = await jaxContender(networks, 'wasm');
  const batches = [];
  for (const lanes of (query.get('lanes') ?? '1,2,16').split(',').map(Number)) {
    const effort = { enough, leastRuns: 5, mostRuns: 40 };
    const unet = await contest(unets, (n) => inputOf(networks.unet.config, lanes, n), effort);
    const also = lanes <= MOST_JAX_LANES ? [jax] : [];
    const gradient = await contest(
      [...gradients, ...also],
      (n) => inputOf(networks.unet.config, lanes, n),
      effort,
    );
    batches.push({ lanes, unet, gradient });
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
