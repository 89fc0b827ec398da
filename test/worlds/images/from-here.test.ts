// "Denoise from here": the path mechanism, begun with a picture that was taken into noise.

import { describe, expect, it } from 'vitest';
import { beginningOf, forwardSamplesFor } from '../../../src/worlds/images/forward-samples';
import { defaultNoise, usualBound } from '../../../src/worlds/images/noise-settings';
import { forwardSamplesOf } from '../../../src/worlds/images/noise-state';
import { openWithSheet, withSheet } from './open-with-sheet';
import { beginningWith, defaultSettings, fromOf } from '../../../src/worlds/images/settings';
import { classOf, classTarget } from '../../../src/terms/target';
import { stopTheClock, until } from '../../clock';

stopTheClock();

describe('a run from here', () => {
  it('begins with x_t at t, toward the class asked for, and visits the timesteps below', async () => {
    const { ready, actions, noise, state, settings, path, done } = openWithSheet();
    await ready();
    actions.noise.watch();
    await until(() => noise().sheet !== null);
    actions.noise.pick(2);
    actions.noise.setLevel(333);
    actions.noise.setTarget(classTarget(0));
    const { xt } = forwardSamplesOf(state())!.linear;
    actions.noise.denoiseFromHere();
    await done();
    expect(path().timesteps).toEqual([333, 299, 249, 199, 149, 99, 49]);
    expect(path().steps.map(({ t }) => t)).toEqual(path().timesteps);
    expect([...path().steps[0]!.xt!]).toEqual([...xt, ...xt]);
    expect(path().steps[0]!.lanes.map((lane) => classOf(lane.target))).toEqual([0, 0]);
    expect(classOf(settings().target)).toBe(0);
  });

  it('of a cosine x_t begins at the t′ of the model’s own schedule', async () => {
    const { ready, actions, noise, state, path, done } = openWithSheet();
    await ready();
    actions.noise.watch();
    await until(() => noise().sheet !== null);
    actions.noise.setSchedule('cosine');
    const { xt, askedT } = forwardSamplesOf(state())!.cosine;
    actions.noise.denoiseFromHere();
    await done();
    expect(path().timesteps[0]).toBe(askedT);
    expect(path().steps[0]!.xt![0]).toBe(xt[0]);
  });

  it('keeps its beginning when steered after its end, and leaves it when told to', async () => {
    const { ready, actions, noise, path, done, state } = openWithSheet();
    await ready();
    actions.noise.watch();
    await until(() => noise().sheet !== null);
    actions.noise.denoiseFromHere();
    await done();
    const first = path();
    actions.setTarget(classTarget(0));
    await until(() => path() !== first && state().run.status === 'done');
    expect(path().timesteps).toEqual(first.timesteps);
    expect(path().steps[0]!.xt).toEqual(first.steps[0]!.xt);
    actions.noise.denoiseFromNoise();
    await done();
    expect(path().timesteps[0]).toBe(999);
  });

  it('is undone like any other turn, and can be branched', async () => {
    const { ready, actions, noise, path, done, settings } = openWithSheet();
    await ready();
    await done();
    const before = path();
    actions.noise.watch();
    await until(() => noise().sheet !== null);
    actions.noise.denoiseFromHere();
    await done();
    const run = path();
    actions.scrub(0);
    actions.branch({ target: classTarget(0) });
    actions.play();
    await done();
    expect(path().timesteps).toEqual(run.timesteps);
    expect(path().steps[0]!.xt).toEqual(run.steps[0]!.xt);
    actions.undo();
    actions.undo();
    expect(path()).toBe(before);
    expect(fromOf(settings())).toBeNull();
    actions.redo();
    expect(path()).toBe(run);
  });

  it('is the same from an address, which waits for the sheet', async () => {
    const from = { source: { kind: 'sheet', index: 3 }, t: 200, schedule: null, seed: 5 } as const;
    const { done, path, reads, state, store, noise, open } = withSheet({
      own: beginningWith(defaultSettings, from).own,
    });
    open();
    store.setState(({ run }) => ({ run: { ...run, status: 'done' } })); // a recording has played to its end
    const early = new Set<string>(); // what is said of a run while it waits for its picture
    store.subscribe(({ run, model }) => {
      if (model.pack !== null && path().timesteps.length === 0) early.add(run.status);
    });
    await until(() => path().timesteps.length > 0);
    expect([...early]).toEqual(['idle']);
    await done();
    expect(reads).toEqual(['sheet.png']);
    expect(path().timesteps).toEqual([200, 199, 149, 99, 49]);
    const expected = beginningOf(from, state().model.pack!, noise().sheet)!;
    expect(path().steps[0]!.xt![0]).toBe(expected.xt[0]);
  });

  it('begins with noise where the picture is none of the model, and says so', async () => {
    const from = { ...defaultNoise, source: { kind: 'drawn', text: 'AAAA' } } as const;
    const { done, path, state, settings } = openWithSheet({
      own: beginningWith(defaultSettings, from).own,
    });
    await done();
    expect(path().timesteps[0]).toBe(999);
    expect(fromOf(settings())).toBeNull();
    expect(state().notice).toContain('begins with noise');
  });
});

describe('the picture', () => {
  it('is read from the sheet, once it is wanted', async () => {
    const { ready, actions, noise, state, reads } = openWithSheet();
    await ready();
    expect(reads).toEqual([]);
    expect(forwardSamplesOf(state())).toBeNull();
    actions.noise.watch();
    await until(() => noise().sheet !== null);
    const seen = [0, 1, 2, 3].map((index) => {
      actions.noise.pick(index);
      return forwardSamplesOf(state())!.x0[0]!;
    });
    [-1, 1, -0.6, 0.6].forEach((value, i) => expect(seen[i]).toBeCloseTo(value, 6));
  });

  it('of a link beyond the sheet is another one, and it is said', async () => {
    const { ready, actions, noise, state } = openWithSheet();
    await ready();
    actions.noise.open({ ...defaultNoise, ...usualBound, source: { kind: 'sheet', index: 77 } });
    expect(noise().settings.source).toEqual({ kind: 'sheet', index: 3 });
    expect(noise().note).toEqual({ text: expect.stringContaining('has 4 pictures'), isTrouble: true });
    expect(state().error).toBeNull();
  });

  it('is an empty one to draw on where the model has no sheet', async () => {
    const { ready, noise } = openWithSheet({}, null);
    await ready();
    expect(noise().settings.source).toEqual({ kind: 'drawn', text: 'A' });
  });

  it('is drawn stroke by stroke; undo goes back stroke by stroke, to the picture before', async () => {
    const { ready, actions, noise } = openWithSheet();
    await ready();
    const { source } = noise().settings;
    actions.noise.draw();
    actions.noise.stroke('b', true);
    actions.noise.stroke('c', false);
    actions.noise.stroke('d', true);
    expect(noise().settings.source).toEqual({ kind: 'drawn', text: 'd' });
    actions.noise.undo();
    expect(noise().settings.source).toEqual({ kind: 'drawn', text: 'c' });
    actions.noise.undo();
    expect(noise().settings.source).toEqual({ kind: 'drawn', text: 'A' });
    actions.noise.undo();
    expect(noise().settings.source).toEqual(source);
    actions.noise.undo();
    expect(noise().settings.source).toEqual(source);
  });

  it('is worked out once for what it is worked out from', async () => {
    const { ready, actions, noise, state } = openWithSheet();
    await ready();
    actions.noise.watch();
    await until(() => noise().sheet !== null);
    const { settings, sheet } = noise();
    const { pack } = state().model;
    const moment = forwardSamplesFor(settings, pack, sheet)!;
    expect(forwardSamplesOf(state())).toBe(moment);
    const later = forwardSamplesFor({ ...settings, t: 11 }, pack, sheet)!;
    expect(later.x0).toBe(moment.x0);
    expect(later.eps).toEqual(moment.eps);
    expect(later.linear.xt).not.toEqual(moment.linear.xt);
  });
});
