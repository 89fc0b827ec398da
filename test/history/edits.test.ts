// Places that undo leads to: a place is found again on its path while nothing else has come since, else on one that
// leaves it where the settings begin to differ.

import { describe, expect, it } from 'vitest';
import { MOST_EDITS, pathAt, placeOf, withPlace } from '../../src/history/edits';
import { newPath, type Path } from '../../src/history/path';
import type { Replay } from '../../src/history/replay-state';
import type { Settings } from '../../src/history/settings';
import { withoutArrays } from '../../src/history/step-record';
import { usualWay } from '../../src/history/way';
import { pictureLayouts } from '../../src/worlds/images/layouts';
import { defaultSettings } from '../../src/worlds/images/settings';
import { someRecord } from './some-steps';

const timesteps = [999, 989, 979, 969];
const other: Settings = { ...defaultSettings, guidanceScale: 9 };
const replay: Replay = { coming: [], until: 2, cursor: null, isFresh: false, after: defaultSettings };

/** A path whose steps used these settings. */
function path(used: readonly Settings[], next: Settings, more: Partial<Path> = {}): Path {
  const steps = used.map((settings, i) => ({ ...someRecord(i), settings }));
  const tip = { xt: new Float32Array(4), before: null };
  return { ...newPath(5, next, timesteps.length, timesteps), steps, tip, ...more };
}

const here = (length: number, settings = defaultSettings, more: Partial<Path> = {}) =>
  placeOf(
    path(
      Array.from({ length }, () => settings),
      settings,
      more,
    ),
    { ghost: null, cursor: null },
  );

describe('a place', () => {
  it('is where a path is, with what is shown beside it', () => {
    const at = placeOf(path([other, other], other, { replay }), { ghost: 3, cursor: 1 });
    expect(at).toEqual({ path: 5, length: 2, settings: other, replay, ghost: 3, cursor: 1 });
  });

  it('is remembered behind the others, and the oldest go', () => {
    const places = Array.from({ length: MOST_EDITS }, (_, i) => here(0, { ...defaultSettings, seed: i }));
    const more = withPlace(places, here(1));
    expect(more).toHaveLength(MOST_EDITS);
    expect(more[0]).toBe(places[1]);
    expect(more.at(-1)).toEqual(here(1));
  });

  it('is on its path, the very same one, while it goes on as it was', () => {
    const same = path([defaultSettings, defaultSettings], { ...defaultSettings });
    expect(pathAt(here(1), same, 9)).toBe(same);
    const complete = path(Array(4).fill(defaultSettings), defaultSettings, { replay });
    expect(pathAt(here(1), complete, 9)).toBe(complete);
  });

  it('is on a new path where its steerings to come have gone since', () => {
    const same = path([defaultSettings], defaultSettings, { replay });
    expect(pathAt(here(1), same, 9)).toMatchObject({ id: 9, replay: null, branchedAt: 1 });
    expect(pathAt(here(1, defaultSettings, { replay }), same, 9)).toBe(same);
  });

  it('leaves it at the first step that used other settings', () => {
    const steered = path([defaultSettings, defaultSettings, other], other);
    expect(pathAt(here(1), steered, 9)).toMatchObject({
      id: 9,
      branchedAt: 2,
      settings: defaultSettings,
      steps: steered.steps.slice(0, 2),
    });
  });

  it('leaves it at its front where only the next step would be another', () => {
    const steered = path([defaultSettings, defaultSettings], other);
    expect(pathAt(here(1), steered, 9)).toMatchObject({ id: 9, branchedAt: 2, settings: defaultSettings });
    const complete = path(Array(4).fill(defaultSettings), other);
    expect(pathAt(here(4), complete, 9)).toEqual({ ...complete, settings: defaultSettings });
  });

  it('cannot be found where x_t of that step is not kept', () => {
    const steered = path([defaultSettings, other, other], other);
    expect(pathAt(here(1), { ...steered, steps: steered.steps.map(withoutArrays) }, 9)).toBeNull();
  });

  it.each<[string, Partial<Settings>]>([
    ['scale', { guidanceScale: 9 }],
    ['layout', { layout: pictureLayouts[1]! }],
    ['twins', { twins: true }],
    ['beginning', { own: {} }],
    ['way', { way: usualWay }],
  ])('is another with another %s', (_, changes) => {
    const since = path([defaultSettings], { ...defaultSettings, ...changes });
    expect(pathAt(here(1), since, 9)?.id).toBe(9);
  });

  it('is the same with another cell marked, for nothing is computed otherwise', () => {
    const since = path([defaultSettings], { ...defaultSettings, marked: 3 });
    expect(pathAt(here(1), since, 9)).toBe(since);
  });
});
