// The Plane's store, client, session and the exact model together, without a browser.

import { afterEach, describe, expect, it } from 'vitest';
import { historyBytes } from '../../../src/history/budget';
import type { Settings } from '../../../src/history/settings';
import { guideOf } from '../../../src/terms/pack-info';
import { PlaneOpener } from '../../../src/worker/plane-opener';
import { planeActions } from '../../../src/worlds/plane/actions';
import { drawnText } from '../../../src/worlds/plane/drawn-points';
import { POINTS, severalScales } from '../../../src/worlds/plane/layouts';
import { defaultPlaneSettings, withPlane, type PlaneSettings } from '../../../src/worlds/plane/settings';
import { plane as world } from '../../../src/worlds/plane/world';
import { asked, newStore, watched } from '../../store/open-images';
import { Loopback } from '../../worker/loopback';
import { stopTheClock, until } from '../../clock';

stopTheClock();

const plane = (changes: Partial<PlaneSettings> = {}, more: Partial<Settings> = {}): Settings => ({
  ...withPlane(defaultPlaneSettings, { denoiser: 'exact', ...changes }),
  guide: 'exact',
  steps: 8,
  ...more,
});

const workers: Loopback[] = [];
afterEach(() => workers.splice(0).forEach((worker) => worker.terminate()));

function open(settings: Settings = plane()) {
  const planes = new PlaneOpener(() => Promise.resolve(null));
  const spawn = () => {
    const worker = new Loopback({
      openPack: (source) =>
        source.kind === 'plane' ? planes.open(source) : Promise.reject(new Error('expected a plane')),
    });
    workers.push(worker);
    return worker;
  };
  const nudge = newStore({ world, spawn });
  nudge.open(asked(settings));
  return { ...watched(nudge), plane: planeActions(nudge)! };
}

describe('the plane', () => {
  it('sends two thousand points through the same chain, and the marked one’s twin', async () => {
    const { path, state, done } = open();
    await done();
    const [step] = path().steps;
    expect(step!.lanes).toHaveLength(POINTS + 1);
    expect(new Set(step!.lanes.map(({ seed }) => seed)).size).toBe(POINTS);
    const twin = POINTS;
    expect(step!.lanes[twin]).toMatchObject({ seed: 42, guidanceScale: 0 });
    expect(step!.xt!.slice(2 * twin, 2 * twin + 2)).toEqual(step!.xt!.slice(0, 2));
    expect(path().tip!.xt.every(Number.isFinite)).toBe(true);
    expect(state().error).toBeNull();
  });

  it('keeps of every step x_t alone, and one array of lanes for all of them', async () => {
    const { path, done, state } = open();
    await done();
    expect(new Set(path().steps.map(({ lanes }) => lanes)).size).toBe(1);
    expect(historyBytes(state().history.paths)).toBe(9 * (POINTS + 1) * 8);
  });

  it('goes on with another guide from the step that is shown', async () => {
    const { path, ghost, done, actions, plane: points } = open();
    await done();
    const before = path();
    actions.scrub(4);
    points.setPlane({ denoiser: 'exact' }); // nothing to open
    points.setLooks({ colour: 'end' });
    expect(path()).toBe(before);
    actions.setGuide('classifier-free');
    await until(() => path().id !== before.id);
    expect(path().branchedAt).toBe(4);
    expect(path().steps[3]).toBe(before.steps[3]);
    expect(ghost()).toBe(before);
  });

  it('lets a particle go its own way from where it was put', async () => {
    const { path, actions, plane: points, done } = open();
    await done();
    actions.scrub(5);
    const moved = path().steps[5]!.xt!.slice();
    for (const lane of [7, POINTS]) moved.set([2.5, -2.5], 2 * lane);
    points.move(7, moved);
    actions.play();
    await until(() => path().steps.length === 8);
    const step = path().steps[5]!;
    expect(Array.from(step.xt!.subarray(14, 16))).toEqual([2.5, -2.5]);
    expect(step.lanes).toHaveLength(POINTS + 1);
    expect(step.lanes[POINTS]!.seed).toBe(49);
  });

  it('puts the same points with other settings beside those on screen', async () => {
    const { path, ghost, state, done, plane: points } = open();
    await done();
    const before = path();
    points.compare(plane({}, { guidanceScale: 8 }));
    await until(() => path() !== before && state().run.status === 'done');
    expect(ghost()).toBe(before);
    expect(path().steps[0]!.xt).toEqual(before.steps[0]!.xt);
    const second = path();
    points.compare(plane({}, { guide: 'clean' }));
    await until(() => path().id !== second.id);
    expect(ghost()?.id).toBe(second.id);
    expect(path().branchedAt).toBeNull();
  });

  it('takes seven scales at once on the same noise', async () => {
    const { path, state, done } = open(plane({}, { layout: severalScales }));
    await done();
    const { lanes } = path().steps[0]!;
    expect([...new Set(lanes.map(({ guidanceScale }) => guidanceScale))]).toEqual([
      ...guideOf(state().model.pack!)!.scale.row,
    ]);
    expect(lanes.filter(({ seed }) => seed === 42)).toHaveLength(7);
  });

  it('refuses what cannot be a distribution in a sentence, and keeps what is open', async () => {
    const { state, done, plane: points, path } = open();
    await done();
    const before = path();
    points.setAll(plane({ distribution: 'drawn', drawn: 'AAAA' }));
    expect(state().error?.message).toContain('expected at least 4 points, got 1');
    expect(state().model.pack?.id).toBe('moons');
    expect(path()).toBe(before);
  });

  it('lets one class alone run without a guide', async () => {
    const drawn = drawnText([-1, 0, 1, 2].map((x) => ({ x, y: x * x - 1, label: 2 })));
    const { state, done } = open(plane({ distribution: 'drawn', drawn }));
    await done();
    expect(state().model.pack?.guides).toEqual([]);
    expect(state().error).toBeNull();
  });
});
