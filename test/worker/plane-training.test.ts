// Training in the worker, between messages and the steps of a run, on WASM.

import { beforeAll, describe, expect, it } from 'vitest';
import { presetOf } from '../../src/diffusion/mixture/presets';
import { PROTOCOL_VERSION, type FromWorker } from '../../src/terms/messages';
import type { PlaneSource } from '../../src/terms/pack-info';
import { startTestWasm } from '../kernels/start-test-wasm';
import type { Loopback } from './loopback';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { rest, stopTheClock, until } from '../clock';
import { planeSource, planeWorker } from './plane-worker';

stopTheClock({ but: 'performance' });
beforeAll(startTestWasm);

const source = planeSource('moons', 'Moons');

const of = <T extends FromWorker['type']>(worker: Loopback, type: T) =>
  worker.heard.filter((message): message is Extract<FromWorker, { type: T }> => message.type === type);
const newest = (worker: Loopback) => of(worker, 'training').at(-1)!.progress;

let loads = 0;
async function load(worker: Loopback, from: PlaneSource = source): Promise<void> {
  const loadId = loads++;
  worker.postMessage({ type: 'load', version: PROTOCOL_VERSION, loadId, source: from, backend: 'auto' });
  await until(() => of(worker, 'ready').some((ready) => ready.loadId === loadId));
}

/** A worker to which every slice of training takes a tenth of a second. */
async function loaded(): Promise<Loopback> {
  const worker = planeWorker(100);
  await load(worker);
  return worker;
}

describe('training in the worker', () => {
  it('reports, pauses, goes on and begins again', async () => {
    const worker = await loaded();
    expect(newest(worker)).toMatchObject({ step: 0, state: 'paused' });
    worker.postMessage({ type: 'train', order: 'start' });
    await until(() => newest(worker).step > 20);
    expect(newest(worker).state).toBe('training');
    worker.postMessage({ type: 'train', order: 'pause' });
    await until(() => newest(worker).state === 'paused');
    const { step } = newest(worker);
    await rest();
    expect(newest(worker).step).toBe(step);
    worker.postMessage({ type: 'train', order: 'start' });
    await until(() => newest(worker).step > step);
    const losses = of(worker, 'training').flatMap(({ progress }) => [...progress.denoiser.raw]);
    expect(losses).toHaveLength(newest(worker).step);
    worker.postMessage({ type: 'train', order: 'reset' });
    await until(() => newest(worker).step === 0);
    expect(of(worker, 'error')).toEqual([]);
  });

  it('gives the gradients of batches under either objective, where something is trained', async () => {
    const worker = await loaded();
    const order = () => worker.postMessage({ type: 'train', order: 'gradients' });
    const given = () =>
      of(worker, 'training').flatMap(({ gradients }) => (gradients === undefined ? [] : [gradients]));
    order();
    await until(() => given().length === 1);
    expect(given()[0]).toBeNull();
    worker.postMessage({ type: 'train', order: 'start' });
    await until(() => newest(worker).step > 0);
    worker.postMessage({ type: 'train', order: 'pause' });
    order();
    await until(() => given().length === 2);
    expect(given()[1]!.map(({ products }) => products.length)).toEqual([576, 576, 576, 576]);
    expect(given()[1]!.every(({ products }) => products.every(Number.isFinite))).toBe(true);
  });

  it('goes on while a run takes its steps', async () => {
    const worker = await loaded();
    worker.postMessage({ type: 'train', order: 'start' });
    const lanes = [{ target: classTarget(1), guidanceScale: 1, seed: 4 }];
    worker.postMessage({
      type: 'start',
      runId: 1,
      spec: { sampler: { kind: 'ddpm' }, rule: meanShift, steps: 10, lanes, from: null },
    });
    worker.postMessage({ type: 'advance', runId: 1, n: 10 });
    await until(() => of(worker, 'done').length === 1);
    const { step } = newest(worker);
    await until(() => newest(worker).step > step);
    expect(of(worker, 'step')).toHaveLength(10);
    worker.postMessage({ type: 'train', order: 'pause' });
    await until(() => newest(worker).state === 'paused');
  });

  it('goes on from the last weights when the device is lost', async () => {
    const worker = await loaded();
    worker.postMessage({ type: 'train', order: 'start' });
    const losses = () => of(worker, 'training').flatMap(({ progress }) => [...progress.denoiser.raw]);
    // beyond what is kept, which a report with what was trained is of
    await until(() => {
      const reports = of(worker, 'training');
      return reports.length > 8 && reports.at(-1)!.trained === undefined;
    });
    worker.trouble = { kind: 'lost', message: 'unplugged' };
    await until(() => of(worker, 'backend').length > 0);
    const before = losses();
    await until(() => losses().length > before.length);
    expect(of(worker, 'backend').at(-1)!.backend.reason).toContain('unplugged');
    expect(newest(worker).state).toBe('training');
    // the steps since the weights were kept are taken once more, to the same losses
    const again = losses().slice(before.length);
    const kept = newest(worker).step - again.length;
    expect(kept).toBeGreaterThan(0);
    const both = Math.min(again.length, before.length - kept);
    expect(both).toBeGreaterThan(0);
    expect(again.slice(0, both)).toEqual(before.slice(kept, kept + both));
    worker.postMessage({ type: 'train', order: 'pause' });
    await until(() => newest(worker).state === 'paused');
    expect(of(worker, 'error')).toEqual([]);
  });

  it('keeps what it has learned when only the choice between learned and exact changes', async () => {
    const worker = await loaded();
    worker.postMessage({ type: 'train', order: 'start' });
    await until(() => newest(worker).step > 20);
    await load(worker, { ...source, spec: { ...source.spec, denoiser: 'exact' } });
    const { step } = newest(worker);
    expect(step).toBeGreaterThan(20);
    await until(() => newest(worker).step > step);
    await load(worker, {
      ...source,
      id: 'rings',
      spec: { ...source.spec, mixture: presetOf('rings')!.mixture },
    });
    await until(() => newest(worker).step === 0);
    await rest();
    expect(newest(worker).step).toBe(0);
  });
});
