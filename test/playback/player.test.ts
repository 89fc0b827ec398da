// The pace of playing: what is shown and asked for at each tick of a clock that the test moves by hand.

import { expect, it } from 'vitest';
import type { StoreContext } from '../../src/history/context';
import { isComplete } from '../../src/history/path';
import type { State } from '../../src/history/state';
import { Player } from '../../src/playback/player';
import type { RunDriver } from '../../src/playback/run-driver';
import type { Nudge } from '../../src/store/world';
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

/** A player by itself: what it asks of the driver and of the clock, on a store in any state. */
function alone({ store }: Nudge) {
  const asked: string[] = [];
  const note =
    (what: string, answer?: unknown) =>
    (...given: readonly unknown[]) => {
      asked.push([what, ...given].join(' '));
      return answer;
    };
  const names = ['pause', 'leave', 'show', 'step'];
  const driver = { ...Object.fromEntries(names.map((name) => [name, note(name)])), play: note('play', true) };
  const clock = { after: (ms: number) => (asked.push(`after ${ms}`), () => asked.push('called off')) };
  const player = new Player(
    { store, clock } as unknown as StoreContext,
    driver as unknown as RunDriver, // of which it uses these five
  );
  const put = (run: Partial<State['run']>, cursor: number | null = null) => {
    store.setState((state) => ({
      run: { ...state.run, status: 'playing', direction: 1, speed: Infinity, ...run },
      history: { ...state.history, cursor },
    }));
    asked.length = 0;
  };
  return { player, asked, put };
}

// If it broke: a link that is still taking its run again would run on after Pause, by the step that was on its way.
it('a step that comes asks for the next only where a run is taken again, on screen and played on', async () => {
  const nudge = openImages({ steps: 40 });
  await nudge.done();
  const retake = { steering: [{ at: 30, guidanceScale: 5 }], shown: null, newest: null, focus: null };
  nudge.open({ settings: { ...nudge.settings(), seed: 8 }, open: [], backend: 'auto', retake });
  await until(() => nudge.settings().seed === 8 && nudge.path().steps.length === 4);
  const { player, asked, put } = alone(nudge);
  const askedAfter = (...state: Parameters<typeof put>) => {
    put(...state);
    player.onStep();
    return [...asked];
  };
  expect(askedAfter({})).toEqual(['play']);
  expect(askedAfter({ status: 'paused' })).toEqual([]);
  expect(askedAfter({ direction: -1 })).toEqual([]);
  expect(askedAfter({ speed: 5 })).toEqual([]);
  expect(askedAfter({}, 2)).toEqual([]);
  nudge.actions.play();
  await nudge.done();
  expect(askedAfter({})).toEqual([]);
});

it('without a limit new steps are as fast as the worker, and kept ones 40 a second', async () => {
  const nudge = openImages({ steps: 40 });
  await nudge.taken(8);
  nudge.actions.pause();
  const { player, asked, put } = alone(nudge);
  put({ status: 'paused' });
  player.play(1);
  expect(asked).toEqual(['pause', 'leave', 'play']);
  put({ status: 'paused' }, 3);
  player.play(1);
  expect(asked).toEqual(['pause', 'leave', 'after 25']);
  put({ status: 'paused' });
  player.play(-1);
  expect(asked).toEqual(['called off', 'pause', 'leave', 'after 25']);
  put({ status: 'paused', speed: 5 });
  player.play(1);
  expect(asked).toEqual(['called off', 'pause', 'leave', 'after 200']);
  put({ status: 'paused' });
  player.setSpeed(10);
  expect(asked).toEqual([]); // nothing plays
});
