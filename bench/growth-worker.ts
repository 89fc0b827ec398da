// How a guided step's cost grows with lanes and with the size of the samples, and a run's with its steps: the
// digits' networks on WASM. They have no layer that knows the size, so the same weights serve every size.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { chain, chainModel } from '../src/chain/chain';
import { meanShift } from '../src/terms/rule';
import { classTarget } from '../src/terms/target';
import { startWasm } from '../src/kernels/wasm-backend';
import { filesAtUrl } from '../src/pack/files-at-url';
import { openPack } from '../src/pack/open-pack';
import { inputOf, ourGradient, ourUNet } from './contenders';
import { quartiles } from './contest';
import { openNetworks, type Networks } from './open-network';

export interface GrowthReport {
  readonly device: string;
  /** Median milliseconds of a guided step. */
  readonly lanes: readonly { readonly lanes: number; readonly stepMs: number }[];
  readonly sizes: readonly { readonly size: number; readonly stepMs: number }[];
  /** Milliseconds of a whole run of two lanes. */
  readonly runs: readonly { readonly steps: number; readonly runMs: number }[];
  readonly errors: readonly string[];
}

const filesAt = (path: string) => filesAtUrl(path, new URL(path, location.href).href);

async function stepMs(networks: Networks, lanes: number): Promise<number> {
  const unet = ourUNet(networks);
  const gradient = ourGradient(networks);
  const times: number[] = [];
  for (let n = 0; n < 9; n++) {
    const input = inputOf(networks.unet.config, lanes, n);
    const begun = performance.now();
    await Promise.all([unet.run(input), gradient.run(input)]);
    if (n >= 2) times.push(performance.now() - begun);
  }
  unet.dispose();
  gradient.dispose();
  return quartiles(times).median;
}

function resized({ unet, classifier }: Networks, size: number): Networks {
  const sampleSize = [size, size] as const;
  return {
    unet: { ...unet, config: { ...unet.config, sampleSize } },
    classifier: classifier && { ...classifier, config: { ...classifier.config, sampleSize } },
  };
}

async function runMs(steps: number): Promise<number> {
  const pack = await openPack(filesAtUrl('digits', new URL('/models/digits/', location.href).href));
  const model = chainModel(pack);
  const lanes = [4, 0].map((guidanceScale) => ({ target: classTarget(7), guidanceScale, seed: 1 }));
  const begun = performance.now();
  for await (const step of chain(
    model,
    { sampler: { kind: 'ddim', eta: 0 }, rule: meanShift, steps, from: null },
    () => lanes,
  ))
    void step;
  const milliseconds = performance.now() - begun;
  pack.dispose();
  return milliseconds;
}

async function measure(): Promise<GrowthReport> {
  const { device } = await startWasm({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  const networks = await openNetworks(filesAt('/models/digits/'));
  const lanes = [];
  for (const n of [1, 2, 4, 8, 16]) lanes.push({ lanes: n, stepMs: await stepMs(networks, n) });
  const sizes = [];
  for (const size of [16, 28, 32, 48, 64]) {
    sizes.push({ size, stepMs: await stepMs(resized(networks, size), 2) });
  }
  const runs = [];
  for (const steps of [10, 25, 50, 100]) runs.push({ steps, runMs: await runMs(steps) });
  return { device, lanes, sizes, runs, errors: [] };
}

addEventListener('message', () => {
  measure().then(
    (result) => postMessage(result),
    (error: unknown) =>
      postMessage({ errors: [error instanceof Error ? (error.stack ?? error.message) : String(error)] }),
  );
});
