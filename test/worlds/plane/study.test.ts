// Two trainings side by side and the bound of the points: client, session and networks together, on WASM, without a
// browser.

import { afterEach, beforeAll, expect, test } from 'vitest';
import { Client } from '../../../src/client/client';
import { slicedWasserstein } from '../../../src/diffusion/distances/sliced-wasserstein';
import { drawPoints } from '../../../src/diffusion/mixture/draw';
import { pointProbe } from '../../../src/diffusion/mixture/point-probe';
import { boundWeights } from '../../../src/diffusion/loss-weights';
import { createSchedule } from '../../../src/diffusion/schedule';
import { boundTables } from '../../../src/measures/bound';
import { boundBits, excessBits, pointEvidence } from '../../../src/measures/point-evidence';
import { pointTerms, type PointTerms } from '../../../src/measures/point-bound';
import { planeScheduler } from '../../../src/terms/plane';
import { Trainer } from '../../../src/train/trainer';
import { saidOf } from '../../../src/views/plane/objective/outcome';
import { toldOf } from '../../../src/views/plane/objective/study-section';
import { planeActions } from '../../../src/worlds/plane/actions';
import { SET_POINTS } from '../../../src/worlds/plane/objective/arm-training';
import { compared, halvesOf } from '../../../src/worlds/plane/objective/outcome';
import { PlaneBoundQuestions, type PlaneBound } from '../../../src/worlds/plane/objective/plane-bound';
import type { Contrast } from '../../../src/worlds/plane/objective/study';
import { StudyRunner } from '../../../src/worlds/plane/objective/study-runner';
import { defaultPlaneSettings, withPlane, type PlaneSettings } from '../../../src/worlds/plane/settings';
import { plane as world } from '../../../src/worlds/plane/world';
import { startTestWasm } from '../../kernels/start-test-wasm';
import { asked, newStore } from '../../store/open-images';
import { Loopback } from '../../worker/loopback';
import { rest, stopTheClock, until } from '../../clock';
import { planeWorker } from '../../worker/plane-worker';

stopTheClock({ but: 'performance' });
beforeAll(startTestWasm);

const workers: Loopback[] = [];
afterEach(() => workers.splice(0).forEach((worker) => worker.terminate()));

/** A worker to which every slice of training takes a tenth of a second. */
function spawn(): Loopback {
  const worker = planeWorker(100);
  workers.push(worker);
  return worker;
}

async function opened(changes: Partial<PlaneSettings> = {}) {
  const nudge = newStore({ world, spawn });
  const own = { distribution: 'overlapping', width: 8, mostSteps: 64, ...changes };
  nudge.open(asked({ ...withPlane(defaultPlaneSettings, own), steps: 3 }));
  await until(() => nudge.store.getState().model.pack !== null);
  nudge.actions.pause();
  return { ...nudge, plane: planeActions(nudge)! };
}

async function studied(contrast: Contrast, changes: Partial<PlaneSettings> = {}) {
  const nudge = await opened(changes);
  const runner = new StudyRunner(nudge, (events) => new Client(events, spawn));
  runner.begin(contrast);
  return { nudge, runner, study: runner.current };
}

test('two trainings are measured at the same stops, sampled, and their workers freed', async () => {
  const { study, nudge } = await studied('objective');
  const before = nudge.store.getState().model.pack;
  await until(() => study().status === 'done');
  const { of, arms, floor } = study();
  expect(of!.arms.map(({ title }) => title)).toEqual(['L_simple', 'L_vlb']);
  for (const { checkpoints, distances, phase, noise } of arms) {
    expect(checkpoints[0]!.step).toBe(0);
    expect(checkpoints.at(-1)!.step).toBe(64);
    expect(distances).toHaveLength(4);
    expect(phase).toBe('done');
    expect(new Set(noise.map(({ step }) => step)).size).toBeGreaterThan(1);
  }
  // before the first step they are one network, and then no longer
  expect(arms[0].checkpoints[0]).toEqual(arms[1].checkpoints[0]);
  expect(arms[0].checkpoints.at(-1)).not.toEqual(arms[1].checkpoints.at(-1));
  expect(workers.slice(1).map(({ terminated }) => terminated)).toEqual([true, true]);
  expect(nudge.store.getState().model.pack).toBe(before);

  // the same training by itself, measured by hand
  const scheduler = planeScheduler('cosine');
  const spec = {
    ...of!.train,
    weighting: 'vlb',
    noisyClassifier: false,
    cleanClassifier: false,
  } as const;
  const trainer = Trainer.begin({ mixture: of!.mixture, scheduler }, spec);
  while (await trainer.advance(0));
  const { alphasCumprod } = createSchedule(scheduler);
  const weights = boundWeights(alphasCumprod);
  const probe = pointProbe(of!.mixture, scheduler, 64, 12);
  let [error, bits] = [0, 0];
  for (let t = 0; t < 1000; t++) {
    const { xt, exact } = probe.at(t);
    const output = await trainer.denoiser().predict(xt, new Float32Array(64).fill(t), null);
    // ε = √(1-ᾱ) x_t + √ᾱ v
    const off = output.reduce((sum, value, i) => sum + alphasCumprod[t]! * (value - exact[i]!) ** 2, 0) / 128;
    error += off / 1000;
    bits += (off * weights[t]!) / Math.LN2;
  }
  trainer.dispose();
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const last = arms[1].checkpoints.at(-1)!;
  expect(mean(last.error) / error).toBeCloseTo(1, 5);
  expect(mean(last.bits) / bits).toBeCloseTo(1, 5);

  const truth = drawPoints(of!.mixture, 4 * SET_POINTS, 20, 0).points;
  const fresh = drawPoints(of!.mixture, 4 * SET_POINTS, 20, 1).points;
  expect(floor[1]).toBeCloseTo(slicedWasserstein(fresh.slice(2 * SET_POINTS, 4 * SET_POINTS), truth), 9);

  const rows = compared(study());
  expect(rows.map(({ name }) => name)).toEqual([
    expect.stringMatching(/^error of ε above the least, step \d+$/),
    expect.stringMatching(/^bits above the least, step \d+$/),
    'error of ε above the least',
    'bits above the least',
    'whole bound, bits',
    'samples’ distance to the data',
  ]);
  expect(rows[3]!.values[1]!.value).toBeCloseTo(mean(last.bits), 9);
  expect(saidOf(of!, rows)).toMatch(/^In this one pair of trainings: /);
  expect(toldOf(study())).toBe('Both took 64 steps.');
  const halves = halvesOf(arms[0])!;
  expect(halves.vlb).toBeLessThan(halves.simple);
}, 60_000);

test('paused both wait, and cancelled what is known stays', async () => {
  const { runner, study } = await studied('objective', { mostSteps: 480 });
  await until(() => study().arms.every(({ checkpoints }) => checkpoints.length > 1));
  runner.pause();
  await rest();
  const steps = study().arms.map(({ step }) => step);
  const known = study().arms.map(({ checkpoints }) => checkpoints);
  expect(steps.every((step) => step < 480)).toBe(true);
  expect(toldOf(study())).toMatch(/^Paused\. L_simple: \d+ of 480 steps/);
  runner.goOn();
  await until(() => study().arms.every(({ step }, i) => step > steps[i]!));
  runner.cancel();
  await rest();
  expect(study().status).toBe('cancelled');
  study().arms.forEach(({ checkpoints }, i) =>
    expect(checkpoints.slice(0, 2)).toEqual(known[i]!.slice(0, 2)),
  );
  expect(workers.slice(1).every(({ terminated }) => terminated)).toBe(true);
}, 60_000);

test('a training whose worker fails says why', async () => {
  const nudge = await opened();
  const broken = () => new Loopback({ openPack: () => Promise.reject(new Error('no room')) });
  const runner = new StudyRunner(nudge, (events) => new Client(events, broken));
  runner.begin('schedule');
  await until(() => runner.current().status === 'cancelled');
  expect(toldOf(runner.current())).toContain('no room');
});

test('of two schedules bounds and samples are compared, and no errors at t', async () => {
  const { study } = await studied('schedule', { mostSteps: 32 });
  await until(() => study().status === 'done');
  const rows = compared(study());
  expect(rows.map(({ name }) => name)).toEqual([
    'error of ε above the least',
    'bits above the least',
    'whole bound, bits',
    'samples’ distance to the data',
  ]);
  expect(rows[0]!.lower).toBeNull();
  expect(study().arms.map(({ tables }) => tables[500]!.alphaCumprod > 0.4)).toEqual([true, false]);
}, 60_000);

test('the bound of the open points: every t once, and what its sums are', async () => {
  const nudge = await opened();
  let found: PlaneBound | undefined;
  nudge.plane.asker.watch(new PlaneBoundQuestions(nudge, (bound) => (found = bound)));
  const of = () => found!.of;
  const terms = (): ReadonlyMap<number, PointTerms> => found?.terms ?? new Map<number, PointTerms>();
  await until(() => terms().size > 60);
  const begun = of();
  const early = pointEvidence(terms(), begun.tables, begun.probe.x0);
  expect(early.complete).toBe(false);
  expect(early.learned.high).toBe(Infinity);
  await until(() => terms().size === 1000);
  const { tables, probe } = of();
  const all = pointEvidence(terms(), tables, probe.x0);
  expect(all.complete).toBe(true);
  const sum = boundBits(terms(), tables, probe.x0, 'loss').reduce((total, each) => total + each / 64, 0);
  expect(all.learned.value).toBeCloseTo(sum, 9);
  expect(all.learned.low).toBeLessThan(sum);
  // an estimate from some of the t comes near the sum of all
  expect(Math.abs(early.learned.value / all.learned.value - 1)).toBeLessThan(0.2);
  expect(all.excess.low).toBeGreaterThan(0);
  expect(all.learned.value - all.least.value).toBeGreaterThan(0);
});

test('a network that is the exact one costs nothing', () => {
  const scheduler = planeScheduler('linear');
  const tables = boundTables(scheduler, createSchedule(scheduler));
  const probe = pointProbe(
    {
      means: Float64Array.of(0, 0),
      variances: Float64Array.of(1),
      weights: Float64Array.of(1),
      labels: Int32Array.of(0),
      classes: ['a'],
    },
    scheduler,
    8,
    1,
  );
  const terms = new Map(
    tables.map((at) => {
      const here = probe.at(at.t);
      return [at.t, pointTerms({ ...here, output: here.exact }, at, 'v_prediction')] as const;
    }),
  );
  expect(excessBits(terms, tables)).toEqual(Array.from({ length: 8 }, () => 0));
});
