// A worker that dies while it trains the Plane's networks, or after: the next one goes on from what the page kept.

import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WorkerLike } from '../../../src/client/worker-like';
import type { Settings } from '../../../src/history/settings';
import { planeActions } from '../../../src/worlds/plane/actions';
import { defaultPlaneSettings, withPlane } from '../../../src/worlds/plane/settings';
import { trainingOf } from '../../../src/worlds/plane/state';
import { plane as world } from '../../../src/worlds/plane/world';
import { stopTheClock, until } from '../../clock';
import { startTestWasm } from '../../kernels/start-test-wasm';
import { asked, newStore, watched } from '../../store/open-images';
import type { Loopback } from '../../worker/loopback';
import { planeWorker } from '../../worker/plane-worker';

stopTheClock({ but: 'performance' });
beforeAll(startTestWasm);

const settings: Settings = {
  ...withPlane(defaultPlaneSettings, { distribution: 'rings', width: 32, mostSteps: 200 }),
  steps: 4,
};

const workers: Loopback[] = [];
afterEach(() => workers.splice(0).forEach((worker) => worker.terminate()));

/** A page whose workers find a slice of training to take a third of a second. */
function open() {
  const alive: WorkerLike[] = [];
  const spawn = (): WorkerLike => {
    const worker = planeWorker(350);
    workers.push(worker);
    alive.push(worker);
    return worker;
  };
  const nudge = newStore({ world, spawn });
  nudge.open(asked(settings));
  const kill = (): void => {
    const worker = alive.at(-1)!;
    const { onerror } = worker;
    worker.terminate();
    worker.onmessage = null;
    onerror?.(Object.assign(new Event('error'), { message: 'out of memory' }) as ErrorEvent);
  };
  return {
    ...watched(nudge),
    nudge,
    kill,
    workers: () => alive.length,
    training: () => trainingOf(nudge.store.getState()),
    train: planeActions(nudge)!.train,
  };
}

type Opened = ReturnType<typeof open>;

/** What is on screen of a training that nothing happened to, at its end. */
async function calm() {
  const opened = open();
  await opened.done();
  opened.train('start');
  await until(() => opened.training()?.step === 200);
  return opened.training()!;
}

async function died({ kill, workers: count, state }: Opened): Promise<void> {
  const before = count();
  kill();
  await until(() => count() > before && state().model.backend !== null && state().notice !== null);
}

describe('networks that are trained in a worker that dies', () => {
  it('are trained on from what was kept, to the same losses, and that is said', async () => {
    const expected = await calm();
    const opened = open();
    await opened.done();
    opened.train('start');
    await until(() => (opened.training()?.step ?? 0) >= 60);
    const { step } = opened.training()!;
    await died(opened);
    expect(opened.state().notice).toMatch(/its training goes on from step \d+/);
    const from = Number(/from step (\d+)/.exec(opened.state().notice!)![1]);
    expect(step - from).toBeLessThanOrEqual(60);
    await until(() => opened.training()!.step === 200);
    const { denoiser, classifier, status } = opened.training()!;
    expect([denoiser.raw, classifier!.raw, status]).toEqual([
      expected.denoiser.raw,
      expected.classifier!.raw,
      expected.status,
    ]);
    expect(opened.state().error).toBeNull();
  });

  it('are what they were where training rested, and the run on screen stays', async () => {
    const opened = open();
    await opened.done();
    opened.train('start');
    await until(() => (opened.training()?.step ?? 0) >= 60);
    opened.train('pause');
    await until(() => opened.training()?.status === 'paused');
    planeActions(opened.nudge)!.setAll(settings);
    await opened.done();
    const { steps, id } = opened.path();
    const before = opened.training()!;
    await died(opened);
    expect(opened.state().notice).toContain('nothing that was on screen is lost');
    await until(() => opened.training()?.denoiser.raw.length === before.denoiser.raw.length);
    expect(opened.training()).toMatchObject({
      status: 'paused',
      step: before.step,
      denoiser: before.denoiser,
    });
    expect(opened.path().id).toBe(id);
    expect(opened.path().steps.map(({ xt }) => xt)).toEqual(steps.map(({ xt }) => xt));
    opened.nudge.actions.restart(); // the same networks, so the same points
    await opened.done();
    expect(opened.path().steps.map(({ xt }) => xt)).toEqual(steps.map(({ xt }) => xt));
  });

  it('begin again where nothing had been kept yet, and that is said', async () => {
    const opened = open();
    await opened.done();
    opened.train('start');
    await until(() => (opened.training()?.step ?? 0) > 0);
    const { step } = opened.training()!;
    await died(opened);
    expect(opened.state().notice).toContain('its training has been begun again');
    await until(() => opened.training()!.step < step);
    await until(() => opened.training()!.step > step);
  });
});
