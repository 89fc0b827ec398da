// The pace of playing: what is shown and asked for at each tick of a clock that the test moves by hand.

import { expect, it } from 'vitest';
import { isComplete } from '../../src/history/path';
import { classOf, classTarget } from '../../src/terms/target';
import { openImages } from '../store/open-images';
import { pass, rest, stopTheClock, until } from '../clock';

stopTheClock();

/** A finished run of ten steps. */
async function finished() {
  const nudge = openImages({ steps: 10 });
  await nudge.done();
  await rest();
  const cursor = () => nudge.state().history.cursor;
  const status = () => nudge.state().run.status;
  return { ...nudge, cursor, status };
}

it('back, one picture goes by at each tick, at the speed that is set', async () => {
  const { actions, cursor, status } = await finished();
  actions.setSpeed(5);
  actions.playBack();
  const seen: (number | null)[] = [];
  for (let tick = 0; tick < 5; tick++) {
    await pass(200);
    seen.push(cursor());
  }
  expect(seen).toEqual([9, 8, 7, 6, 5]);
  actions.setSpeed(10); // from now on, and not at the old pace as well
  await pass(100);
  expect(cursor()).toBe(4);
  await pass(200);
  expect(cursor()).toBe(2);
  await pass(200);
  expect([cursor(), status()]).toEqual([0, 'done']);
  await pass(1000);
  expect(cursor()).toBe(0);
});

it('a pause holds the picture that is shown, whichever way it plays', async () => {
  const { actions, cursor, status } = await finished();
  actions.setSpeed(5);
  actions.playBack();
  await pass(600);
  expect(cursor()).toBe(7);
  actions.pause();
  await pass(1000);
  expect([cursor(), status()]).toEqual([7, 'done']); // the run is complete, and nothing plays
  actions.play();
  await pass(400);
  expect(cursor()).toBe(9);
  await pass(200);
  expect([cursor(), status()]).toEqual([null, 'done']);
});

it('at a slow speed one step is asked for at each tick, up to the last one', async () => {
  const { actions, path, state, taken } = openImages({ steps: 12 });
  await taken(2);
  actions.setSpeed(10);
  await pass(50); // what was on its way is here
  const before = path().steps.length;
  await pass(300);
  expect(path().steps.length).toBe(before + 3);
  await pass(100 * 12);
  expect(isComplete(path())).toBe(true);
  expect(state().run.status).toBe('done');
});

it('of a run that is taken again each steering is met at its step; undo takes a drag back at once', async () => {
  const nudge = openImages({ steps: 12 });
  await nudge.done();
  const past = () => nudge.state().history.past.length;
  const steering = [
    { at: 3, guidanceScale: 5 },
    { at: 4, guidanceScale: 6 }, // a slider that is dragged
    { at: 5, guidanceScale: 7 },
    { at: 8, guidanceScale: 9 },
    { at: 9, target: classTarget(0) }, // at once after it, but something else
  ];
  const retake = { steering, shown: null, newest: null, focus: null };
  nudge.open({ settings: { ...nudge.settings(), seed: 8 }, open: [], backend: 'auto', retake });
  const opened = past();
  await until(() => nudge.state().run.status === 'done' && nudge.settings().seed === 8);
  const lanes = nudge.path().steps.map((step) => step.lanes[0]!);
  expect(lanes.map(({ guidanceScale }) => guidanceScale)).toEqual([4, 4, 4, 5, 6, 7, 7, 7, 9, 9, 9, 9]);
  expect(lanes.map(({ target }) => classOf(target)).indexOf(0)).toBe(9);
  expect(past() - opened).toBe(3);
  for (let edits = 0; edits < 3; edits++) nudge.actions.undo();
  expect(nudge.settings().guidanceScale).toBe(4);
});
