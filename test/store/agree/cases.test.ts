// What sequences of acts say little of: a load that fails, a path of another model, the picture at which a branch begins.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordedRun } from '../../../src/formats/recording';
import { isComplete } from '../../../src/history/path';
import { pictureShown, settingsOf } from '../../../src/history/state';
import { classOf, classTarget } from '../../../src/terms/target';
import { lanesOnScreen, selectTOnScreen } from '../../../src/views/run/selectors';
import { Bench } from './bench';

const recording: RecordedRun = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../public/recorded-run.json'), 'utf8'),
);
const LARGE = 1e8;
const start = async (hash = '#/denoise?target=1&scale=4&steps=10&seed=1') => {
  const bench = new Bench(LARGE);
  await bench.open(hash);
  return bench;
};

describe('after a load that failed', () => {
  async function failed(hash: string) {
    const bench = new Bench(LARGE);
    bench.network.fails = true;
    const opening = bench.open(hash);
    bench.nudge.playRecording(recording);
    await opening;
    bench.network.fails = false;
    return bench;
  }

  it('the controls show what the recording used', async () => {
    const { state } = await failed('#/denoise?target=0&scale=4');
    expect(state.model.recorded).toBe(true);
    const [lane] = lanesOnScreen(state);
    expect(settingsOf(state)).toMatchObject({ target: lane!.target, guidanceScale: lane!.guidanceScale });
  });

  it('Restart asks again for what was asked, with all its turns', async () => {
    const bench = await failed('#/denoise?target=1&scale=4&steps=10&seed=1&turns=0y0_4y1&t=599');
    bench.nudge.actions.restart();
    await bench.settle();
    expect(bench.path.steps.map(({ settings }) => classOf(settings.target))).toEqual([0, 0, 0, 0, 1]);
    expect(bench.state.run.status).toBe('paused');
  });

  it('a change begins the live run with what is shown and the change', async () => {
    const bench = await failed('#/denoise?target=0&scale=4');
    const { seed, steps } = settingsOf(bench.state);
    bench.nudge.actions.setGuidanceScale(3);
    expect(settingsOf(bench.state)).toMatchObject({ seed, steps, guidanceScale: 3 });
    await bench.settle();
    expect(bench.path.settings).toMatchObject({ seed, steps, guidanceScale: 3 });
    expect(isComplete(bench.path)).toBe(true);
  });
});

describe('a path of another model', () => {
  it('is not lost, and undo opens its model again', async () => {
    const bench = await start();
    const before = bench.path;
    bench.nudge.actions.setPack('fashion');
    await bench.settle();
    expect(bench.path.settings.pack).toBe('fashion');
    expect(bench.state.model.pack?.id).toBe('fashion');
    bench.check();
    bench.nudge.actions.undo();
    expect(bench.state.model.loading).not.toBeNull();
    await bench.settle();
    bench.check();
    expect(bench.path).toBe(before);
    expect(bench.state.model.pack?.id).toBe('digits');
    bench.nudge.actions.redo();
    await bench.settle();
    expect(bench.state.model.pack?.id).toBe('fashion');
    expect(bench.path.settings.pack).toBe('fashion');
  });

  it('stays away when its model cannot be opened', async () => {
    const bench = await start();
    bench.nudge.actions.setPack('fashion');
    await bench.settle();
    const { path } = bench;
    bench.network.fails = true;
    bench.nudge.actions.undo();
    await bench.settle();
    expect(bench.path).toBe(path);
    expect(bench.state.error?.message).toBe('no network');
    expect(bench.state.model.pack?.id).toBe('fashion');
  });
});

it('a step that is being computed again is shown though it was left to play, and paused at once', async () => {
  const bench = new Bench(700);
  await bench.open('#/denoise?target=1&scale=4&steps=10&seed=1');
  bench.nudge.actions.setSeed(2);
  await bench.settle();
  bench.nudge.actions.undo();
  expect(bench.state.history.awaited).not.toBeNull();
  bench.nudge.actions.playBack();
  bench.nudge.actions.pause();
  await bench.settle(); // expects that nothing is awaited
  bench.check();
});

it.each(['pause', 'undo', 'redo'] as const)(
  'a step that a fresh branch was asked for, and that %s takes back, is shown all the same',
  async (name) => {
    const bench = await start();
    bench.nudge.actions.scrub(0);
    bench.nudge.actions.setGuidanceScale(5);
    bench.nudge.actions.step();
    bench.nudge.actions[name]();
    await bench.settle(); // expects that nothing is awaited
    bench.check();
  },
);

describe('a branch', () => {
  it('begins at the picture that is shown, and shows the step that it will take', async () => {
    const bench = await start();
    bench.nudge.actions.scrub(4);
    const t = selectTOnScreen(bench.state);
    bench.nudge.actions.branch();
    expect(selectTOnScreen(bench.state)).toBe(t);
    expect(pictureShown(bench.state)).toBe(4);
    bench.nudge.actions.setTarget(classTarget(0));
    await bench.settle();
    const { shown } = bench.state.history;
    expect(shown).toMatchObject({ transition: { t } });
    expect(shown?.lanes[0]).toMatchObject({ target: classTarget(0) });
    expect(bench.path.steps).toHaveLength(4);
    bench.nudge.actions.step();
    await bench.settle();
    expect(bench.path.steps[4]?.xt).toEqual(shown?.xt);
    expect(bench.path.tip?.xt).toEqual(shown?.xPrev);
    expect(selectTOnScreen(bench.state)).toBe(t);
  });

  it('at the front of a run begins at the step that is shown too', async () => {
    const bench = await start('#/denoise?target=1&scale=4&steps=10&seed=1&t=599');
    const { length } = bench.path.steps;
    bench.nudge.actions.branch();
    expect(bench.path.steps).toHaveLength(length - 1);
    expect(selectTOnScreen(bench.state)).toBe(599);
  });
});

it('returned to and undone while it plays, control and chain agree to the end', async () => {
  const bench = await start('#/denoise?target=1&scale=4&steps=10&seed=1&t=399');
  const { actions } = bench.nudge;
  actions.scrub(4);
  actions.setTarget(classTarget(0));
  actions.play();
  for (let i = 0; i < 6; i++) {
    bench.network.work();
    bench.network.deliver();
  }
  actions.swapGhost();
  expect(settingsOf(bench.state).target).toEqual(classTarget(1));
  bench.network.work();
  actions.undo();
  expect(settingsOf(bench.state).target).toEqual(classTarget(0));
  await bench.settle();
  bench.check();
  expect(isComplete(bench.path)).toBe(true);
  expect(bench.path.steps.map(({ settings }) => classOf(settings.target))).toEqual([
    1, 1, 1, 1, 0, 0, 0, 0, 0, 0,
  ]);
});

it('a change that comes while the last step is on its way is of a new run, and one undo takes it back', async () => {
  const bench = await start('#/denoise?target=1&scale=4&steps=10&seed=1&t=599');
  const { actions } = bench.nudge;
  actions.play();
  do {
    while (bench.network.work());
    bench.network.deliver();
  } while (bench.path.steps.length < 9);
  while (bench.network.work()); // the last step is taken, and not heard of
  const before = bench.path;
  expect(before.steps).toHaveLength(9);
  actions.setTarget(classTarget(0));
  await bench.settle();
  bench.check();
  expect(bench.path.id).not.toBe(before.id);
  expect(bench.path.steps.map(({ settings }) => classOf(settings.target))).toEqual(Array(10).fill(0));
  expect(bench.state.run.status).toBe('done');
  actions.undo();
  await bench.settle();
  bench.check();
  expect(bench.path.id).toBe(before.id);
  expect(settingsOf(bench.state).target).toEqual(classTarget(1));
  expect(bench.path.steps).toHaveLength(10);
});

describe('where little motion is wanted', () => {
  it('nothing plays unasked: neither a recording nor a run', async () => {
    const bench = new Bench(LARGE, false);
    const opening = bench.open('#/denoise?target=1&scale=4&steps=10&seed=1');
    bench.nudge.playRecording(recording);
    expect(bench.state.run.status).toBe('paused');
    await opening;
    expect(bench.state.run.status).toBe('paused');
    expect(bench.path.steps).toHaveLength(0);
    bench.nudge.actions.play();
    await bench.settle();
    expect(isComplete(bench.path)).toBe(true);
  });

  it('a link is still taken to where it was made', async () => {
    const bench = new Bench(LARGE, false);
    await bench.open('#/denoise?target=1&scale=4&steps=10&seed=1&t=599');
    expect(selectTOnScreen(bench.state)).toBe(599);
  });
});
