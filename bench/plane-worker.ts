// The plane's presets on WASM: exact chains, the weights that are shipped and those of half a minute of training, one
// chain each, against the truth.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { chain, chainModel } from '../src/chain/chain';
import { classAccuracy } from '../src/diffusion/distances/class-accuracy';
import { exactDenoiser } from '../src/diffusion/mixture/exact-denoiser';
import { exactGuide } from '../src/diffusion/mixture/exact-guide';
import { presets, type PlanePreset } from '../src/diffusion/mixture/presets';
import { startWasm } from '../src/kernels/wasm-backend';
import { filesAtUrl } from '../src/pack/files-at-url';
import { openSafetensors } from '../src/pack/safetensors';
import type { Denoiser, Guide } from '../src/terms/networks';
import { defaultTraining, PLANE_SHAPE } from '../src/terms/plane';
import { loadPlaneNetworks, shippedScheduler } from '../src/train/loaded-networks';
import { Trainer } from '../src/train/trainer';
import { ratioToConditionals, ratioToTruth } from './against-truth';
import { meanShift } from '../src/terms/rule';
import { classTarget } from '../src/terms/target';

export interface PresetReport {
  readonly id: string;
  readonly separable: boolean;
  readonly guidanceScale: number;
  /** Ratios of distances to the truth. */
  readonly exact: number;
  readonly exactGuided: number;
  readonly shipped: number;
  readonly trained: number;
  /** Share of guided samples of the class asked for, at the preset's scale. */
  readonly accuracy: number;
  /** Steps of training in 30 seconds, and at the end of them whether it had ended. */
  readonly steps: number;
  readonly state: string;
  /** A step of the exact chain. */
  readonly exactStepMs: number;
}

export interface PlaneReport {
  readonly device: string;
  readonly presets: readonly PresetReport[];
  readonly errors: readonly string[];
}

const POINTS = 2000;
const EXACT_STEPS = 1000;
const STEPS = 100; // the plane's default
const TRAINING_MS = 30_000;

interface Model {
  readonly denoiser: Denoiser;
  readonly guide: Guide | null;
}

/** One chain of DDPM; the classes take turns. */
async function sample({ denoiser, guide }: Model, targets: readonly number[], scale: number, steps: number) {
  const lanes = targets.map((target, i) => ({
    target: classTarget(target),
    guidanceScale: scale,
    seed: 1 + i,
  }));
  const guides = new Map(guide === null ? [] : [['guide', guide]]);
  const info = { sampleShape: PLANE_SHAPE, scheduler: shippedScheduler };
  const model = chainModel({ denoiser, guides, info });
  let points = new Float32Array(0);
  const run = { sampler: { kind: 'ddpm' }, rule: meanShift, steps, from: null } as const;
  for await (const { xPrev } of chain(model, run, () => lanes)) points = xPrev;
  return points;
}

async function shippedWeights({ id, mixture }: PlanePreset) {
  const name = `${id}.safetensors`;
  const files = filesAtUrl('plane', new URL('/models/plane/', location.href).href);
  const bytes = await files.read(name, 2 ** 20);
  if (bytes === null) throw new Error(`models/plane/${name} is missing`);
  return loadPlaneNetworks(
    { mixture, scheduler: shippedScheduler },
    openSafetensors(new Map([[name, bytes]]), name),
  );
}

async function reportOn(preset: PlanePreset): Promise<PresetReport> {
  const { id, mixture, guidanceScale, separable } = preset;
  const plane = { mixture, scheduler: shippedScheduler };
  const targets = Array.from({ length: POINTS }, (_, i) => i % mixture.classes.length);

  const exact = { denoiser: exactDenoiser(plane), guide: null };
  const begun = performance.now();
  const ofExact = await sample(exact, targets, 0, EXACT_STEPS);
  const exactStepMs = (performance.now() - begun) / EXACT_STEPS;
  const ofExactGuided = await sample({ ...exact, guide: exactGuide(plane) }, targets, 1, EXACT_STEPS);

  const networks = await shippedWeights(preset);
  const ofShipped = await sample({ denoiser: networks.denoiser(), guide: null }, targets, 0, STEPS);
  const learned = { denoiser: networks.denoiser(), guide: networks.guide('learned') };
  const ofShippedGuided = await sample(learned, targets, guidanceScale, STEPS);
  networks.dispose();

  const trainer = Trainer.begin(plane, defaultTraining);
  for (const until = performance.now() + TRAINING_MS; performance.now() < until;) {
    if (!(await trainer.advance(40))) break;
  }
  const ofTrained = await sample({ denoiser: trainer.denoiser(), guide: null }, targets, 0, STEPS);
  const { step, state } = trainer.progress();
  trainer.dispose();

  return {
    id,
    separable,
    guidanceScale,
    exact: ratioToTruth(ofExact, mixture),
    exactGuided: ratioToConditionals(ofExactGuided, targets, mixture),
    shipped: ratioToTruth(ofShipped, mixture),
    trained: ratioToTruth(ofTrained, mixture),
    accuracy: classAccuracy(mixture, ofShippedGuided, targets),
    steps: step,
    state,
    exactStepMs,
  };
}

async function report(query: URLSearchParams): Promise<PlaneReport> {
  const { device } = await startWasm({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  const only = query.get('presets')?.split(',') ?? presets.map(({ id }) => id);
  const reports = [];
  for (const preset of presets) if (only.includes(preset.id)) reports.push(await reportOn(preset));
  return { device, presets: reports, errors: [] };
}

addEventListener('message', ({ data }: MessageEvent<string>) => {
  report(new URLSearchParams(data)).then(
    (result) => postMessage(result),
    (error: unknown) =>
      postMessage({ errors: [error instanceof Error ? (error.stack ?? error.message) : String(error)] }),
  );
});
