// Store, client and session together, without a browser: what a person does, and what they then see.

import { describe, expect, it } from 'vitest';
import { shownStep } from '../../src/history/state';
import { selectStep } from '../../src/views/run/selectors';
import { NudgeError } from '../../src/terms/errors';
import type { Settings } from '../../src/history/settings';
import { classOf, classTarget } from '../../src/terms/target';
import { asked, newStore, openImages } from './open-images';
import { Loopback } from '../worker/loopback';
import { rest, stopTheClock, until } from '../clock';

stopTheClock();

function open(over: Partial<Settings> = {}) {
  const workers: Loopback[] = [];
  const spawn = () => {
    const worker = new Loopback();
    workers.push(worker);
    return worker;
  };
  return { ...openImages(over, { spawn }), workers };
}

describe('store', () => {
  it('opens, plays by itself and ends with verdicts', async () => {
    const { state, path } = open();
    await until(() => state().run.status === 'done');
    expect(path().steps.map((step) => step.index)).toEqual([...Array(20).keys()]);
    expect(path().verdicts).toHaveLength(2);
    expect(state().error).toBeNull();
    expect(shownStep(state())).toMatchObject({ transition: { index: 19 }, xPrev: path().tip?.xt });
  });

  it('steers the running chain from its next step, without restart', async () => {
    const { path, actions } = open({ steps: 200 });
    await until(() => path().steps.length > 5);
    actions.setTarget(classTarget(0));
    actions.setGuidanceScale(9);
    const when = path().steps.length;
    await until(() => path().steps.length > when + 4);
    const lanes = path().steps.map((step) => step.lanes[0]!);
    expect(lanes[0]).toMatchObject({ target: classTarget(1), guidanceScale: 4 });
    expect(lanes.at(-1)).toMatchObject({ target: classTarget(0), guidanceScale: 9 });
    expect(lanes.findIndex((lane) => classOf(lane.target) === 0)).toBeLessThanOrEqual(when + 2);
  });

  it('pauses at once, steps one at a time, plays on', async () => {
    const { path, actions } = open({ steps: 200 });
    await until(() => path().steps.length > 3);
    actions.pause();
    await rest();
    const paused = path().steps.length;
    await rest();
    expect(path().steps).toHaveLength(paused);
    actions.step();
    actions.step();
    await until(() => path().steps.length === paused + 2);
    await rest();
    expect(path().steps).toHaveLength(paused + 2);
    actions.play();
    await until(() => path().steps.length > paused + 5);
  });

  it('scrubs back without losing what was computed', async () => {
    const { state, actions } = open();
    await until(() => state().run.status === 'done');
    actions.scrub(4);
    expect(shownStep(state())!.transition.index).toBe(4);
    actions.step();
    expect(shownStep(state())!.transition.index).toBe(5);
    actions.scrub(19);
    expect(state().history.cursor).toBe(19); // x_t of the last step; after it comes x_0
    actions.step();
    expect(state().history.cursor).toBeNull();
  });

  it('begins again with another seed, sampler or number of steps', async () => {
    const { state, path, actions } = open();
    await until(() => state().run.status === 'done');
    const first = path().steps[0]!.xt![0];
    actions.setSeed(7);
    await until(() => path().steps.length > 0);
    expect(path().steps[0]!.xt![0]).not.toBe(first);
    actions.setSampler('ddim');
    actions.setSteps(10);
    await until(() => state().run.status === 'done');
    expect(path().timesteps).toEqual([999, 899, 799, 699, 599, 499, 399, 299, 199, 99]);
    expect(shownStep(state())!.noise).toBeNull();
  });

  it('runs once more toward a class that is chosen after the end', async () => {
    const { state, path, actions } = open();
    await until(() => state().run.status === 'done');
    actions.setTarget(classTarget(0));
    expect(state().run.status).toBe('playing');
    await until(() => state().run.status === 'done');
    expect(path().steps.every((step) => classOf(step.lanes[0]!.target) === 0)).toBe(true);
  });

  it('says that the worker died, and goes on with another', async () => {
    const { state, path, workers } = open({ steps: 200 });
    await until(() => path().steps.length > 2);
    const [first] = path().steps;
    workers[0]!.onerror?.({ message: 'out of memory' } as ErrorEvent);
    const { length } = path().steps;
    expect(length).toBeGreaterThan(2);
    await until(() => path().steps.length > length + 2);
    expect(path().steps[0]).toBe(first);
    expect(workers).toHaveLength(2);
    expect(state()).toMatchObject({ error: null, run: { status: 'playing' } });
    expect(state().notice).toContain('has stopped (out of memory). It has been started again');
  });

  it('takes from the pack what neither address nor person decided', async () => {
    const { open: openAgain, state, settings, actions } = open();
    openAgain({ ...asked({ pack: 'other' }), open: ['guidanceScale', 'steps'] });
    await until(() => state().run.status === 'done' && settings().pack === 'other');
    expect(settings()).toMatchObject({ guidanceScale: 2, steps: 10 });
    actions.setGuidanceScale(5);
    actions.setPack('third');
    await until(() => state().model.loading === null);
    expect(settings().guidanceScale).toBe(5);
  });

  it('falls to class 0 where the pack has fewer classes than the address asked for', async () => {
    const { state, settings } = open({ target: classTarget(7) });
    await until(() => state().run.status === 'done');
    expect(settings().target).toEqual(classTarget(0));
  });

  it('says why a load that the worker refuses has ended', async () => {
    const refuse = () => Promise.reject(new NudgeError('bad-request', 'plane: expected 3 points, got 2.'));
    const nudge = newStore({ spawn: () => new Loopback({ openPack: refuse }) });
    nudge.open(asked());
    await until(() => nudge.store.getState().model.loading === null);
    expect(nudge.store.getState().error).toMatchObject({ message: 'plane: expected 3 points, got 2.' });
  });

  it('gives way to a newer load without a word', async () => {
    const { state, actions } = open();
    actions.setPack('fashion');
    await until(() => state().run.status === 'done');
    expect(state().error).toBeNull();
    expect(state().model.loading).toBeNull();
  });

  it('shows its own steps, whatever another store shows', async () => {
    const [a, b] = [open(), open({ seed: 5 })];
    await until(() => a.state().run.status === 'done');
    await until(() => b.state().run.status === 'done');
    const own = selectStep(b.state());
    a.actions.scrub(3);
    expect(selectStep(a.state())).not.toBeNull();
    expect(selectStep(b.state())).toBe(own);
    b.actions.restart();
    b.actions.pause();
    expect(b.path().steps).toHaveLength(0);
    expect(selectStep(b.state())).toBeNull();
  });
});
