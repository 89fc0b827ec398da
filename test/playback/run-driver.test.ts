// What the driver asks of the worker, and what it makes of the answers: by itself with a client that only notes.

import { describe, expect, it } from 'vitest';
import type { Client } from '../../src/client/client';
import { isComplete } from '../../src/history/path';
import { currentPath, shownStep } from '../../src/history/state';
import { RunDriver } from '../../src/playback/run-driver';
import { openImages } from '../store/open-images';
import { pass, rest, stopTheClock, until } from '../clock';

stopTheClock();

type Watched = ReturnType<typeof openImages>;

/** A run of ten steps of which four are there, and a driver of its own that has begun nothing yet. */
async function paused() {
  const nudge = openImages({ steps: 10 });
  await nudge.taken(4);
  nudge.actions.pause();
  await rest();
  const asked: string[] = [];
  const note = (what: string) => () => void asked.push(what);
  const names = ['start', 'play', 'step', 'pause', 'steer', 'stop'];
  const client = Object.fromEntries(names.map((name) => [name, note(name)])) as unknown as Client;
  const { store, clock } = nudge;
  const driver = new RunDriver({ store, clock, client, budget: 1e9 });
  const step = nudge.state().history.shown!;
  return { ...nudge, driver, asked, step };
}

describe('by itself', () => {
  it('begins the worker’s run once, and says whether there was anything to take', async () => {
    const { driver, asked } = await paused();
    expect(driver.play()).toBe(true);
    expect(driver.step()).toBe(true);
    expect(asked).toEqual(['start', 'play', 'step']);
  });

  it('takes the mean time of a step over the last ones', async () => {
    const { driver, step, state, store } = await paused();
    driver.play();
    store.setState((before) => ({ run: { ...before.run, millisecondsPerStep: null } }));
    driver.onStep(step, 100, 0);
    expect(state().run.millisecondsPerStep).toBe(100);
    driver.onStep(step, 200, 0);
    expect(state().run.millisecondsPerStep).toBeCloseTo(120);
  });

  it('takes no step of a run that it has forgotten', async () => {
    const { driver, step, path } = await paused();
    driver.play();
    driver.forget();
    const before = path().steps.length;
    expect(driver.onStep(step, 10, 0)).toBe(false);
    expect(path().steps).toHaveLength(before);
  });

  it('gives the verdicts to the path that ended, and to no other', async () => {
    const { driver, state, actions, store } = await paused();
    const first = currentPath(state());
    driver.play();
    actions.scrub(2);
    actions.branch();
    const other = currentPath(state());
    expect(other.id).not.toBe(first.id);
    const verdicts = [{ label: 1, probability: 0.9 }];
    driver.onDone(verdicts, null);
    const verdictsOf = (id: number) =>
      store.getState().history.paths.find((path) => path.id === id)?.verdicts ?? null;
    expect(verdictsOf(first.id)).toEqual(verdicts);
    expect(verdictsOf(other.id)).toBeNull();
    expect(state().run.status).not.toBe('done'); // it is not the one on screen
  });
});

// If it broke: a step whose arrays were let go of would stay blank, or show another one's pictures.
describe('a step that was let go of', () => {
  const changes = [
    ['of one chain', async () => {}],
    ['of a run that was steered', async ({ actions }: Watched) => actions.setGuidanceScale(9)],
    [
      'of a branch with another sampler',
      async ({ actions, state }: Watched) => {
        actions.scrub(4);
        await until(() => state().history.awaited === null); // where a step was let go of there is no branch yet
        actions.branch();
        actions.setSampler('ddim');
      },
    ],
  ] as const;

  /** One after the other: they share one clock. */
  async function runWith(change: (typeof changes)[number][1], options: { readonly budget?: number } = {}) {
    const nudge = openImages({ steps: 20 }, options);
    await nudge.taken(6);
    nudge.actions.pause();
    await rest();
    await change(nudge);
    nudge.actions.play();
    await nudge.done();
    await rest();
    return nudge;
  }

  it.each(changes)('is computed again as it was, %s', async (_, change) => {
    const all = await runWith(change);
    const few = await runWith(change, { budget: 1 });
    expect(isComplete(few.path())).toBe(true);
    expect(few.path().steps.map(({ lanes }) => lanes)).toEqual(all.path().steps.map(({ lanes }) => lanes));
    const lost = few.path().steps.flatMap(({ xt }, i) => (xt === null ? [i] : []));
    expect(lost.length).toBeGreaterThan(5);
    for (const picture of [lost.at(-1)!, lost[0]!, lost[4]!]) {
      for (const nudge of [all, few]) nudge.actions.scrub(picture);
      expect(few.state().history.awaited).toBe(picture);
      await until(() => few.state().history.awaited === null);
      expect(shownStep(few.state())?.xt).toEqual(shownStep(all.state())?.xt);
      expect(shownStep(few.state())?.transition.t).toBe(few.path().timesteps[picture]);
    }
  });

  it('is not computed where the playhead has gone on before it came to rest', async () => {
    const { actions, state, path } = await runWith(async () => {}, { budget: 1 });
    const kept = path().steps.findIndex(({ xt }) => xt !== null);
    const lost = path().steps.findIndex(({ xt }) => xt === null);
    actions.scrub(lost);
    await pass(60);
    actions.scrub(kept);
    const shown = shownStep(state());
    await pass(1000);
    expect(state().history.awaited).toBeNull();
    expect(shownStep(state())).toBe(shown);
  });
});
