// What was trained in the tab goes into a run's file and comes out of it: the same networks, and so the same run.

import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { currentPath } from '../../../src/history/state';
import type { Settings } from '../../../src/history/settings';
import { linkTo } from '../../../src/store/link-to';
import { RUN_FORMAT } from '../../../src/terms/run-file';
import { planeActions } from '../../../src/worlds/plane/actions';
import { defaultPlaneSettings, withPlane } from '../../../src/worlds/plane/settings';
import { trainingOf } from '../../../src/worlds/plane/state';
import { plane as world } from '../../../src/worlds/plane/world';
import { startTestWasm } from '../../kernels/start-test-wasm';
import { stopTheClock, until } from '../../clock';
import { asked, newStore, watched } from '../../store/open-images';
import type { Loopback } from '../../worker/loopback';
import { planeWorker } from '../../worker/plane-worker';

stopTheClock({ but: 'performance' });
beforeAll(startTestWasm);

const view = { id: 'plane', shows: { run: true, looks: true } };
const settings: Settings = {
  ...withPlane(defaultPlaneSettings, { distribution: 'rings', width: 32, mostSteps: 400 }),
  steps: 4,
};

const workers: Loopback[] = [];
afterEach(() => workers.splice(0).forEach((worker) => worker.terminate()));

function open(of: Settings = settings) {
  const spawn = () => {
    const worker = planeWorker();
    workers.push(worker);
    return worker;
  };
  const nudge = newStore({ world, spawn });
  nudge.open(asked(of));
  return { ...watched(nudge), nudge, training: () => trainingOf(nudge.store.getState()) };
}

type Opened = ReturnType<typeof open>;

async function train({ nudge, done, training }: Opened): Promise<void> {
  await done();
  planeActions(nudge)!.train('start');
  await until(() => (training()?.step ?? 0) > 0);
  planeActions(nudge)!.train('pause');
  await until(() => training()?.status === 'paused');
  planeActions(nudge)!.setAll(settings);
  await done();
}

async function fileOf({ nudge }: Opened): Promise<Record<string, unknown>> {
  const { hash } = await linkTo(nudge.store.getState(), world, view, true);
  let more: Readonly<Record<string, unknown>> | null = null;
  void world.inFile!(nudge).then((found) => (more = found));
  await until(() => more !== null);
  return { format: RUN_FORMAT, version: 1, address: hash, ...more! };
}

const blobOf = (file: unknown) => new Blob([JSON.stringify(file)]);
const tipOf = ({ nudge }: Opened) => currentPath(nudge.store.getState()).tip!.xt;

describe('a run of networks that were trained here', () => {
  it('comes out of its file to the bit, with its curves, and is trained on from there', async () => {
    const before = open();
    await train(before);
    const file = await fileOf(before);
    expect(file['address']).not.toContain('without');
    const after = open({ ...settings, seed: 7 });
    await after.done();
    expect([...tipOf(after)]).not.toEqual([...tipOf(before)]);
    after.nudge.actions.openRun(blobOf(file));
    await until(() => after.training()?.step === before.training()!.step);
    await after.done();
    expect([...tipOf(after)]).toEqual([...tipOf(before)]);
    const { state } = after;
    expect([state().error, state().notice]).toEqual([null, null]);
    const { step, denoiser, classifier, lossByT } = before.training()!;
    expect(after.training()).toMatchObject({ status: 'paused', step, denoiser, classifier, lossByT });
    expect(denoiser.raw).toHaveLength(step);

    planeActions(after.nudge)!.train('start');
    await until(() => after.training()!.step > step);
    expect(after.training()!.denoiser.raw.slice(0, step)).toEqual(denoiser.raw);
    planeActions(after.nudge)!.train('pause');

    // other settings ask for other networks
    planeActions(after.nudge)!.setPlane({ trainSeed: 2 });
    await until(() => after.training()?.step === 0);
  });

  it('has nothing of a training where nothing was trained', async () => {
    const opened = open();
    await opened.done();
    expect(Object.keys(await fileOf(opened))).toEqual(['format', 'version', 'address']);
  });

  it('is refused in one sentence where its networks are broken or foreign, and nothing is lost', async () => {
    const before = open();
    await train(before);
    const file = await fileOf(before);
    const whole = JSON.stringify(file);
    const part = /"noisy":\{"parameters":"[^"]+"/.exec(whole)![0];
    const shorter = `${part.slice(0, -9)}"`; // six bytes less
    const notFinite = part.replace(/"[^"]{8}(?=[^"]*"$)/, '"AADAfwAA'); // begins with NaN
    const cases: (readonly [file: string, sentence: RegExp])[] = [
      [whole.replace(/"learners":\{/, '"others":{'), /trained networks cannot be read: learners is missing/],
      [whole.replace(part, '"noisy":{"parameters":"§§"'), /learners\.noisy\.parameters is missing or broken/],
      [JSON.stringify({ ...file, training: 'none' }), /trained networks cannot be read: all of it/],
      [whole.replace('distribution=rings', 'distribution=moons'), /trained on another distribution/],
      [
        whole.replace(part, shorter),
        /noisy classifier is none of this plane: expected \d+ numbers, got \d+\.$/,
      ],
      [
        whole.replace(part, notFinite),
        /noisy classifier is none of this plane: .* got some that are none\.$/,
      ],
    ];
    const opened = open();
    await opened.done();
    const shown = [...tipOf(opened)];
    for (const [text, sentence] of cases) {
      expect(text).not.toBe(whole);
      opened.nudge.actions.dismissError();
      opened.nudge.actions.openRun(new Blob([text]));
      await until(() => opened.state().error !== null && opened.state().model.loading === null);
      expect(opened.state().error!.message).toMatch(sentence);
      expect([...tipOf(opened)]).toEqual(shown);
    }
    opened.nudge.actions.openRun(blobOf(file));
    await until(() => opened.training()?.step === before.training()!.step);
    expect(opened.state().error).toBeNull();
  });
});
