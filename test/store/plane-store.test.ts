// The Plane's store, client, session and the exact model together, without a browser.

import { afterEach, describe, expect, it } from 'vitest';
import { Client } from '../../src/client/client';
import { drawnText } from '../../src/store/drawn-points';
import { historyBytes } from '../../src/store/budget';
import { POINTS, POINT_SCALES, twinOfMarked } from '../../src/store/lanes';
import { createPlaneStore } from '../../src/store/plane-store';
import { defaultPlane, defaultPlaneSettings, planeOf } from '../../src/store/plane-settings';
import { currentPath, ghostPath, type Settings } from '../../src/store/state';
import { PlanePacks } from '../../src/worker/plane-pack';
import { stopTheClock, until } from '../clock';
import { Loopback } from '../worker/loopback';

stopTheClock();

const exact: Settings = {
  ...defaultPlaneSettings,
  steps: 8,
  plane: { ...defaultPlane, denoiser: 'exact', guide: 'exact' },
};

const opened: Loopback[] = [];
afterEach(() => opened.splice(0).forEach((worker) => worker.terminate()));

function open(settings: Settings = exact) {
  const planes = new PlanePacks(() => Promise.resolve(null));
  const plane = createPlaneStore((events) => {
    return new Client(events, () => {
      const worker = new Loopback({
        openPack: (source) =>
          source.kind === 'plane' ? planes.open(source) : Promise.reject(new Error('expected a plane')),
      });
      opened.push(worker);
      return worker;
    });
  }, 'https://nudge.example/models/');
  plane.open(settings);
  const state = () => plane.store.getState();
  const path = () => currentPath(state());
  const done = () => until(() => state().run.status === 'done');
  return { ...plane, state, path, done };
}

describe('the plane', () => {
  it('sends two thousand points through the same chain, and the marked one’s twin', async () => {
    const { path, state, done } = open();
    await done();
    const [step] = path().steps;
    expect(step!.lanes).toHaveLength(POINTS + 1);
    expect(new Set(step!.lanes.map(({ seed }) => seed)).size).toBe(POINTS);
    const twin = twinOfMarked(step!.lanes, 0)!;
    expect(step!.lanes[twin]).toMatchObject({ seed: 42, guidanceScale: 0 });
    expect(step!.xt!.slice(2 * twin, 2 * twin + 2)).toEqual(step!.xt!.slice(0, 2));
    expect(path().tip!.every(Number.isFinite)).toBe(true);
    expect(state().error).toBeNull();
  });

  it('keeps of every step x_t alone, and one array of lanes for all of them', async () => {
    const { path, done, state } = open();
    await done();
    expect(new Set(path().steps.map(({ lanes }) => lanes)).size).toBe(1);
    expect(historyBytes(state().history.paths)).toBe(9 * (POINTS + 1) * 8);
  });

  it('goes on with another guide from the step that is shown', async () => {
    const { path, state, done, actions } = open();
    await done();
    const before = path();
    actions.scrub(4);
    actions.setPlane({ guide: 'exact', denoiser: 'exact', colour: 'end' }); // nothing to open
    expect(path()).toBe(before);
    actions.setPlane({ guide: 'classifier-free' });
    await until(() => path().id !== before.id);
    expect(path().branchedAt).toBe(4);
    expect(path().steps[3]).toBe(before.steps[3]);
    expect(ghostPath(state())).toBe(before);
  });

  it('lets a particle go its own way from where it was put', async () => {
    const { path, actions, done } = open();
    await done();
    actions.scrub(5);
    const moved = path().steps[5]!.xt!.slice();
    for (const lane of [7, POINTS]) moved.set([2.5, -2.5], 2 * lane);
    actions.move(7, moved);
    actions.play();
    await until(() => path().steps.length === 8);
    const step = path().steps[5]!;
    expect(Array.from(step.xt!.subarray(14, 16))).toEqual([2.5, -2.5]);
    expect(twinOfMarked(step.lanes, 7)).toBe(POINTS);
    expect(step.lanes[POINTS]!.seed).toBe(49);
  });

  it('puts the same points with other settings beside those on screen', async () => {
    const { path, state, done, compareWith } = open();
    await done();
    const before = path();
    compareWith({ ...exact, guidanceScale: 8 });
    await until(() => path() !== before && state().run.status === 'done');
    expect(ghostPath(state())).toBe(before);
    expect(path().steps[0]!.xt).toEqual(before.steps[0]!.xt);
    const second = path();
    compareWith({ ...exact, plane: { ...planeOf(exact), guide: 'clean' } });
    await until(() => path().id !== second.id);
    expect(ghostPath(state())?.id).toBe(second.id);
    expect(path().branchedAt).toBeNull();
  });

  it('takes seven scales at once on the same noise', async () => {
    const { path, done } = open({ ...exact, lanes: 'point-scales' });
    await done();
    const { lanes } = path().steps[0]!;
    expect([...new Set(lanes.map(({ guidanceScale }) => guidanceScale))]).toEqual([...POINT_SCALES]);
    expect(lanes.filter(({ seed }) => seed === 42)).toHaveLength(POINT_SCALES.length);
  });

  it('refuses what cannot be a distribution in a sentence, and keeps what is open', async () => {
    const { state, done, actions, path } = open();
    await done();
    const before = path();
    actions.setAll({ ...exact, plane: { ...planeOf(exact), distribution: 'drawn', drawn: 'AAAA' } });
    expect(state().error?.message).toContain('expected at least 4 points, got 1');
    expect(state().model.pack?.id).toBe('moons');
    expect(path()).toBe(before);
  });

  it('lets one class alone run without a guide', async () => {
    const drawn = drawnText([-1, 0, 1, 2].map((x) => ({ x, y: x * x - 1, label: 2 })));
    const { state, done } = open({ ...exact, plane: { ...planeOf(exact), distribution: 'drawn', drawn } });
    await done();
    expect(state().model.pack?.classes).toEqual([]);
    expect(state().error).toBeNull();
  });
});
