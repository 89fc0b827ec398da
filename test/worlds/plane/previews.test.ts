// What the networks make while they are trained gives way to what a person begins.

import { afterEach, describe, expect, it } from 'vitest';
import { PREVIEW_ID } from '../../../src/store/runs';
import { realClock } from '../../../src/timing/clock';
import { defaultPlaneSettings, withPlane } from '../../../src/worlds/plane/settings';
import { planeState } from '../../../src/worlds/plane/state';
import { withProgress } from '../../../src/worlds/plane/training';
import { plane as world } from '../../../src/worlds/plane/world';
import { stopTheClock, until } from '../../clock';
import { asked, newStore, watched } from '../../store/open-images';
import type { Loopback } from '../../worker/loopback';
import { planeWorker } from '../../worker/plane-worker';

stopTheClock();

const workers: Loopback[] = [];
afterEach(() => workers.splice(0).forEach((worker) => worker.terminate()));

/** A training that rests, with steps of training since the newest preview, which is `there` or still coming. */
async function rested(preview: 'there' | 'coming') {
  const spawn = () => {
    const worker = planeWorker();
    workers.push(worker);
    return worker;
  };
  let now = 0;
  const nudge = newStore({ world, spawn, clock: { ...realClock, now: () => now } });
  const opened = watched(nudge);
  const exact = { ...withPlane(defaultPlaneSettings, { denoiser: 'exact' }), guide: 'exact', steps: 3 };
  nudge.open(asked(exact));
  await opened.done();
  const training = () => planeState(opened.state()).training;
  const trained = (step: number, previewing: boolean): void => {
    const losses = { raw: new Float32Array(), smoothed: new Float32Array() };
    const progress = { state: 'paused', step, mostSteps: 100, seconds: 1, lossByT: losses.raw } as const;
    const next = withProgress(training(), { ...progress, denoiser: losses, classifier: null }, 'here');
    nudge.patchOwn({ ...planeState(opened.state()), training: { ...next, previewing } });
  };
  trained(10, true);
  if (preview === 'there') await until(() => training()!.preview !== null);
  trained(11, true);
  expect(opened.path().id).toBe(PREVIEW_ID);
  now = 2000; // longer than from one preview to the next
  return { ...opened, training, trained };
}

describe.each(['there', 'coming'] as const)('where the next preview is due, and one is %s,', (preview) => {
  it('Sample begins a run', async () => {
    const { actions, path, done, training } = await rested(preview);
    actions.restart();
    await done();
    expect(path().id).toBeGreaterThan(0);
    expect(path().steps).toHaveLength(3);
    expect(training()!.previewing).toBe(false);
  });

  it('a change begins a run', async () => {
    const { actions, path } = await rested(preview);
    actions.setSeed(9);
    expect(path().id).toBeGreaterThan(0);
    expect(path().settings.seed).toBe(9);
  });

  it('nothing else keeps it away', async () => {
    const { trained, training, path } = await rested(preview);
    const { preview: before } = training()!;
    trained(12, true);
    await until(() => training()!.preview !== before);
    expect(path().id).toBe(PREVIEW_ID);
  });
});
