// What a person does to a run that plays, and how it goes on.

import { describe, expect, it } from 'vitest';
import { classTarget } from '../../src/terms/target';
import { pass, rest, stopTheClock, until } from '../clock';
import { Loopback } from '../worker/loopback';
import { newStore, openImages, watched } from './open-images';

stopTheClock();

const open = (steps: number) => openImages({ steps }, { spawn: () => new Loopback() });

describe('steering', () => {
  it('by two controls in one second is taken back by one undo for each', async () => {
    const { taken, actions, settings } = open(200);
    await taken(5);
    actions.setTarget(classTarget(0));
    actions.setGuidanceScale(9);
    actions.undo();
    expect(settings()).toMatchObject({ target: classTarget(0), guidanceScale: 4 });
    actions.undo();
    expect(settings()).toMatchObject({ target: classTarget(1), guidanceScale: 4 });
  });

  it('by a slider that is dragged does not hold up a run that plays slowly', async () => {
    const { taken, actions, path } = open(200);
    actions.setSpeed(2);
    await taken(2);
    const { length } = path().steps;
    for (let moved = 0; moved < 15; moved++) {
      actions.setGuidanceScale(4 + moved / 2);
      await pass(100);
    }
    expect(path().steps.length).toBeGreaterThanOrEqual(length + 2);
  });
});

describe('a branch', () => {
  it('that is begun while it plays plays on', async () => {
    const { taken, actions, path, ghost, state, done } = open(60);
    await taken(5);
    const { id } = path();
    actions.branch({ target: classTarget(0) });
    expect(state().run.status).toBe('playing');
    await done();
    expect(ghost()?.id).toBe(id);
    expect(path().steps).toHaveLength(60);
  });

  it('begins nowhere at the end of a run', async () => {
    const { done, actions, path } = open(10);
    await done();
    const before = path();
    actions.branch();
    expect(path()).toBe(before);
  });
});

describe('playing back', () => {
  it('where there is nothing to play back begins nothing', async () => {
    const { actions, state } = watched(newStore());
    actions.playBack();
    await rest();
    expect(state().run).toMatchObject({ status: 'idle', direction: 1 });
  });
});

describe('a run that is begun again', () => {
  it('just as it was leaves no copy behind', async () => {
    const { done, actions, path, state } = open(10);
    await done();
    const before = path();
    actions.restart();
    await done();
    expect(path().id).not.toBe(before.id);
    expect(path().tip?.xt).toEqual(before.tip?.xt);
    expect(state().history.past).toEqual([]);
    expect(state().history.paths).not.toContain(before);
  });

  it('after it was steered is another, and undo leads back', async () => {
    const { taken, done, actions, path } = open(200);
    await taken(5);
    actions.setTarget(classTarget(0));
    await done();
    const before = path();
    actions.restart();
    await done();
    expect(path().tip?.xt).not.toEqual(before.tip?.xt);
    actions.undo();
    expect(path()).toBe(before);
  });

  it('after it had branched off is another too', async () => {
    const { done, actions, path } = open(10);
    await done();
    actions.scrub(4);
    actions.branch();
    actions.play();
    await done();
    const branch = path();
    actions.restart();
    await until(() => path().id !== branch.id);
    await done();
    actions.undo();
    expect(path()).toBe(branch);
  });
});
