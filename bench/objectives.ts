// L_simple against L_vlb on the Plane: the same network from the same seed on the same batches, trained with either, on
// several distributions and seeds; for each what it misses of the least possible, at some steps of its training, and how
// far its samples lie from the data. Run by objectives.mjs; a line of JSON for each training.

import { chain, chainModel } from '../src/chain/chain';
import { startWasm } from '../src/cli/start-wasm';
import { slicedWasserstein } from '../src/diffusion/distances/sliced-wasserstein';
import { drawPoints } from '../src/diffusion/mixture/draw';
import { evaluators } from '../src/diffusion/mixture/evaluators';
import { exactDenoiser } from '../src/diffusion/mixture/exact-denoiser';
import { pointProbe } from '../src/diffusion/mixture/point-probe';
import { presetOf } from '../src/diffusion/mixture/presets';
import { createSchedule } from '../src/diffusion/schedule';
import { boundTables } from '../src/measures/bound';
import { noiseOfGradient } from '../src/measures/gradient-noise';
import { natsPerLoss, pointTerms } from '../src/measures/point-bound';
import {
  defaultTraining,
  PLANE_SHAPE,
  planeScheduler,
  type Mixture,
  type PlaneSchedule,
} from '../src/terms/plane';
import type { Denoiser } from '../src/terms/networks';
import { meanShift } from '../src/terms/rule';
import type { SchedulerConfig } from '../src/terms/scheduler';
import { classTarget } from '../src/terms/target';
import { Trainer } from '../src/train/trainer';

const POINTS = 128;
const PROBE_SEED = 77;
const SAMPLES = 16_000;
const TRUTH = 64_000;
/** Points whose density is below that of all but this share of the data lie off it. */
const OFF = 0.01;
const TIMES_AT_ONCE = 20;
const STOPS = new Set([0, 250, 500, 1000, 2000, 4000]);

type Predict = (xt: Float32Array<ArrayBuffer>, t: Float32Array<ArrayBuffer>) => Promise<Float32Array>;

async function main([distributions = 'moons', seeds = '1', schedule = 'cosine', steps = '100']: string[]) {
  await startWasm();
  const scheduler = planeScheduler(schedule as PlaneSchedule);
  for (const id of distributions.split(',')) {
    const { mixture } = presetOf(id)!;
    const measured = measuring(mixture, scheduler);
    const against = judging(mixture);
    const judged = async (denoiser: Denoiser) => against(await sampled(denoiser, scheduler, Number(steps)));
    for (const seed of seeds.split(',').map(Number)) {
      for (const weighting of ['simple', 'vlb'] as const) {
        const spec = { ...defaultTraining, seed, weighting, noisyClassifier: false, cleanClassifier: false };
        const trainer = Trainer.begin({ mixture, scheduler }, spec);
        const predict: Predict = (xt, t) => trainer.denoiser().predict(xt, t, null);
        const curve: object[] = [];
        for (let goesOn = true; ;) {
          const { step } = trainer.progress();
          if (STOPS.has(step)) {
            const gradients = (await trainer.gradients()).map(({ weighting: of, times, products }) => {
              const { value, low, high } = noiseOfGradient(products);
              return { of, times, value, low, high };
            });
            curve.push({ step, ...(await measured(predict)), gradients });
          }
          if (!goesOn) break;
          goesOn = await trainer.advance(0);
        }
        const samples = await judged(trainer.denoiser());
        const { seconds, state, step } = trainer.progress();
        say({ id, seed, schedule, weighting, state, step, seconds, samples, curve });
        trainer.dispose();
      }
    }
    say({ id, schedule, weighting: 'exact', samples: await judged(exactDenoiser({ mixture, scheduler })) });
    say({ id, schedule, weighting: 'data', samples: against(drawPoints(mixture, SAMPLES, 21, 1).points) });
  }
}

function measuring(mixture: Mixture, scheduler: SchedulerConfig) {
  const probe = pointProbe(mixture, scheduler, POINTS, PROBE_SEED);
  const tables = boundTables(scheduler, createSchedule(scheduler));
  return async (predict: Predict) => {
    const nats = new Float64Array(POINTS);
    let [excess, loss, least] = [0, 0, 0];
    for (let begin = 0; begin < tables.length; begin += TIMES_AT_ONCE) {
      const at = tables.slice(begin, begin + TIMES_AT_ONCE);
      const xt = new Float32Array(2 * POINTS * at.length);
      const t = new Float32Array(POINTS * at.length);
      at.forEach((row, i) => {
        xt.set(probe.at(row.t).xt, 2 * POINTS * i);
        t.fill(row.t, POINTS * i, POINTS * (i + 1));
      });
      const outputs = await predict(xt, t);
      at.forEach((row, i) => {
        const output = Float32Array.from(outputs.slice(2 * POINTS * i, 2 * POINTS * (i + 1)));
        const terms = pointTerms({ ...probe.at(row.t), output }, row, scheduler.predictionType);
        for (let p = 0; p < POINTS; p++) {
          excess += terms.excess[p]! / POINTS / tables.length;
          loss += terms.loss[p]! / POINTS / tables.length;
          least += terms.least[p]! / POINTS / tables.length;
          nats[p] = nats[p]! + terms.excess[p]! * natsPerLoss(row);
        }
      });
    }
    const bits = nats.reduce((sum, each) => sum + each, 0) / POINTS / Math.LN2;
    return { excess, loss, least, bits };
  };
}

async function sampled(denoiser: Denoiser, scheduler: SchedulerConfig, steps: number): Promise<Float32Array> {
  const lanes = Array.from({ length: SAMPLES }, (_, i) => ({
    target: classTarget(0),
    guidanceScale: 0,
    seed: 1e6 + i,
  }));
  const info = { sampleShape: PLANE_SHAPE, scheduler };
  const model = chainModel({ denoiser, guides: new Map(), info });
  const run = { sampler: { kind: 'ddpm' }, rule: meanShift, steps, from: null } as const;
  let points = new Float32Array(0);
  for await (const { xPrev } of chain(model, run, () => lanes)) points = xPrev;
  return points;
}

/** How far points lie from the data as sets, and how many of them lie off it. */
function judging(mixture: Mixture) {
  const truth = drawPoints(mixture, TRUTH, 20, 1).points;
  const evaluator = evaluators(mixture, Float64Array.of(1 - 1e-12))(0);
  const densities = (points: Float32Array): Float64Array =>
    new Float64Array(points.length / 2).map((__, i) => {
      evaluator.density(points[2 * i]!, points[2 * i + 1]!);
      return evaluator.logDensity;
    });
  const limit = densities(truth).toSorted()[Math.round(OFF * TRUTH)]!;
  return (points: Float32Array) => ({
    distance: slicedWasserstein(points, truth),
    off: densities(points).filter((density) => density < limit).length / SAMPLES,
  });
}

function say(row: object): void {
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
