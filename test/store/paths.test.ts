// Going back, branching, undoing and other layouts of lanes: all on the one chain and the one history.

import { describe, expect, it } from 'vitest';
import { historyBytes } from '../../src/history/budget';
import type { Path } from '../../src/history/path';
import { shownStep } from '../../src/history/state';
import type { Settings } from '../../src/history/settings';
import { guidanceOf } from '../../src/terms/step';
import { classTarget } from '../../src/terms/target';
import { openImages } from './open-images';
import { Loopback } from '../worker/loopback';
import { pictureLayouts } from '../../src/worlds/images/layouts';
import { pass, rest, stopTheClock, until } from '../clock';

stopTheClock();

function open(over: Partial<Settings> = {}, budget?: number) {
  return openImages(over, {
    spawn: () => new Loopback(),
    ...(budget === undefined ? {} : { budget }),
  });
}

describe('branch', () => {
  it('leaves the path at the shown step and keeps the old one as its ghost', async () => {
    const { actions, done, path, ghost, state } = open();
    await done();
    const old = path();
    actions.scrub(8);
    actions.branch({ target: classTarget(0) });
    expect(state().run.status).toBe('paused');
    expect(path().steps).toEqual(old.steps.slice(0, 8));
    expect(ghost()).toBe(old);
    actions.play();
    await done();
    expect(path().steps[8]!.xt).toEqual(old.steps[8]!.xt);
    expect(path().steps[8]!.lanes[0]!.target).toEqual(classTarget(0));
    expect(path().tip?.xt).not.toEqual(old.tip?.xt);
    actions.swapGhost();
    expect(path()).toBe(old);
    await until(() => state().run.status === 'done');
  });

  it('with nothing changed goes the same way, bit for bit', async () => {
    const { actions, done, path } = open({ sampler: 'ddpm' });
    await done();
    const tip = path().tip?.xt;
    actions.scrub(5);
    actions.branch();
    actions.play();
    await done();
    expect(path().tip?.xt).toEqual(tip);
  });

  it('changes sampler or seed from there on', async () => {
    const { actions, done, path, ghost } = open();
    await done();
    actions.scrub(10);
    actions.branch({ sampler: 'ddim', seed: 5 });
    actions.play();
    await done();
    expect(path().steps.map((step) => step.settings.sampler)).toEqual([
      ...Array(10).fill('ddpm'),
      ...Array(10).fill('ddim'),
    ]);
    expect(path().steps[10]!.lanes[0]!.seed).toBe(5);
    expect(ghost()!.steps[10]!.lanes[0]!.seed).toBe(42);
  });

  it('goes by what is changed before its first step, all in one turn', async () => {
    const { actions, done, path, ghost, state, settings } = open();
    await done();
    const old = path();
    actions.scrub(10);
    actions.branch();
    const branch = path().id;
    actions.setTarget(classTarget(0));
    actions.setSeed(5);
    actions.setSampler('ddim');
    expect(path().id).toBe(branch);
    expect(ghost()).toBe(old);
    expect(state().history.past).toHaveLength(1);
    actions.play();
    await done();
    const { settings: used, lanes } = path().steps[10]!;
    expect(used.sampler).toBe('ddim');
    expect(lanes[0]).toMatchObject({ target: classTarget(0), seed: 5 });
    expect(path().steps.slice(0, 10)).toEqual(old.steps.slice(0, 10));
    actions.undo();
    expect(path()).toBe(old);
    expect(settings()).toMatchObject({ target: classTarget(1), seed: 42, sampler: 'ddpm' });
    actions.redo();
    expect(path().id).toBe(branch);
    expect(settings()).toMatchObject({ target: classTarget(0), seed: 5, sampler: 'ddim' });
  });

  it('once it has taken a step of its own, another seed begins a new run', async () => {
    const { actions, done, path } = open();
    await done();
    actions.scrub(10);
    actions.branch();
    actions.step();
    await until(() => path().steps.length === 11);
    actions.setSeed(5);
    expect(path().branchedAt).toBeNull();
  });

  it('begins by itself where an earlier step is steered', async () => {
    const { actions, done, path, ghost, settings } = open();
    await done();
    actions.scrub(3);
    actions.setTarget(classTarget(0));
    expect(path().branchedAt).toBe(3);
    expect(ghost()!.steps).toHaveLength(20);
    expect(settings().target).toEqual(classTarget(0));
  });
});

describe('undo and redo', () => {
  it('take a steering back: the chain as if it had not been', async () => {
    const calm = open({ steps: 300 });
    await calm.done();
    const { actions, done, path, state, settings } = open({ steps: 300 });
    await until(() => path().steps.length > 4);
    actions.pause();
    await rest();
    actions.setTarget(classTarget(0));
    actions.play();
    await done();
    expect(path().tip?.xt).not.toEqual(calm.path().tip?.xt);
    const steered = path();
    actions.undo();
    expect(settings().target).toEqual(classTarget(1));
    actions.play();
    await done();
    expect(path().tip?.xt).toEqual(calm.path().tip?.xt);
    actions.redo();
    expect(settings().target).toEqual(classTarget(0));
    expect(path()).toBe(steered);
    expect(state().history.future).toEqual([]);
  });

  it('return to the path before a branch, and to the branch', async () => {
    const { actions, done, path, settings } = open();
    await done();
    const old = path();
    actions.scrub(8);
    actions.branch({ guidanceScale: 9 });
    actions.play();
    await done();
    const branch = path();
    actions.undo();
    expect(path()).toBe(old);
    expect(settings().guidanceScale).toBe(4);
    actions.redo();
    expect(path()).toBe(branch);
    expect(settings().guidanceScale).toBe(9);
  });

  it('count a dragged slider once', async () => {
    const { actions, path, state, settings } = open({ steps: 200 });
    await until(() => path().steps.length > 4);
    for (let scale = 4; scale < 8; scale += 0.5) actions.setGuidanceScale(scale);
    expect(state().history.past).toHaveLength(1);
    actions.undo();
    expect(settings().guidanceScale).toBe(4);
  });
});

describe('playback', () => {
  it('plays kept steps from where it is, then the worker’s', async () => {
    const { actions, path, state, done } = open({ steps: 60 });
    await until(() => path().steps.length > 10);
    actions.scrub(2);
    await rest();
    const kept = path().steps.length;
    actions.play();
    await until(() => (state().history.cursor ?? 99) > 3);
    expect(path().steps.length).toBe(kept);
    await done();
    expect(path().steps).toHaveLength(60);
  });

  it('plays back to the first step and rests there', async () => {
    const { actions, done, state } = open({ steps: 10 });
    await done();
    actions.playBack();
    expect(state().run.status).toBe('playing');
    await until(() => state().history.cursor === 0 && state().run.status !== 'playing');
    expect(shownStep(state())!.transition.index).toBe(0);
  });

  it('keeps to a slow speed', async () => {
    const { actions, path } = open({ steps: 200 });
    await until(() => path().steps.length > 2);
    actions.setSpeed(20);
    await pass(10);
    const before = path().steps.length;
    await pass(8 * 50 + 10);
    expect(path().steps.length - before).toBe(8);
  });
});

describe('lanes', () => {
  it.each([
    ['seeds9', false, 9],
    ['seeds16', false, 16],
    ['seeds9', true, 18],
    ['scales', false, 6],
  ] as const)('%s, twins %s: one batch of %i', async (id, twins, count) => {
    const layout = pictureLayouts.find((each) => each.id === id)!;
    const { done, path, state } = open({ layout, twins, steps: 10 });
    await done();
    expect(path().steps[0]!.lanes).toHaveLength(count);
    expect(path().verdicts).toHaveLength(count);
    if (id === 'scales') {
      expect(path().steps[0]!.lanes.map((lane) => lane.guidanceScale)).toEqual([0, 1, 2, 4, 8, 16]);
    }
    expect(shownStep(state())!.xt).toHaveLength(count);
  });

  it('of a grid keep x_t alone; a step that is looked at is computed again, to the same numbers', async () => {
    const { actions, done, path, state } = open({ layout: pictureLayouts[1]!, steps: 12 });
    await done();
    const last = shownStep(state())!;
    expect(path().steps[11]!.said).toBeNull();
    actions.scrub(4);
    expect(state().history.awaited).toBe(4);
    expect(shownStep(state())).toBe(last); // what was shown stays
    await until(() => shownStep(state())?.transition.index === 4);
    expect(shownStep(state())!.xt).toEqual(path().steps[4]!.xt);
    expect(shownStep(state())!.xPrev).toEqual(path().steps[5]!.xt);
    actions.scrub(11);
    await until(() => shownStep(state())?.transition.index === 11);
    expect(shownStep(state())!.meanShift).toEqual(last.meanShift);
  });
});

describe('the budget', () => {
  it('holds over several runs, and what it took is computed again to the same numbers', async () => {
    const budget = 17_000; // a pair's step is 48 bytes here, 24 of which can be taken
    const { actions, done, path, state } = open({ steps: 200 }, budget);
    for (let run = 0; run < 3; run++) {
      if (run > 0) actions.setSeed(run);
      await done();
      expect(historyBytes(state().history.paths)).toBeLessThanOrEqual(budget);
    }
    const missing = path().steps.findLast((record) => record.xt === null)!;
    actions.scrub(missing.index);
    await until(() => shownStep(state())?.transition.index === missing.index);
    const again = shownStep(state())!;
    expect(again.transition.t).toBe(missing.t);
    expect(guidanceOf(again)?.value).toEqual(missing.value);
    expect(state().run.status).toBe('done');
  });

  it('and not a number says how many runs undo leads back to', async () => {
    const { actions, done, path, state } = open({ steps: 10 });
    await done();
    const first = path().settings.seed;
    for (let run = 1; run <= 30; run++) {
      actions.setSeed(first + run);
      await done();
    }
    for (let run = 29; run >= 0; run--) {
      actions.undo();
      expect(path().settings.seed).toBe(first + run);
      expect(path().steps).toHaveLength(10);
    }
    expect(state().history.past).toEqual([]);
  });

  it('lets the oldest runs go where all cannot be kept, and thins those that are not looked at first', async () => {
    const budget = 20_000; // eight runs of 100 steps that have given up what they can
    const { actions, done, path, state } = open({ steps: 100 }, budget);
    await done();
    for (let run = 1; run <= 12; run++) {
      actions.setSeed(run);
      if (run < 12) await done();
    }
    const { paths, past } = state().history;
    expect(historyBytes(paths)).toBeLessThanOrEqual(budget);
    expect(paths.length).toBeLessThan(13);
    expect(paths.length).toBeGreaterThanOrEqual(6);
    expect(past.every((place) => paths.some(({ id }) => id === place.path))).toBe(true);
    const kept = ({ steps }: Path) => steps.filter(({ xt }) => xt !== null).length;
    await done();
    for (const other of state().history.paths.filter(({ id }) => id !== path().id)) {
      expect(kept(other)).toBeLessThanOrEqual(kept(path()));
    }
  });
});
