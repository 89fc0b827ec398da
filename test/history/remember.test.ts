// The only ways to write the state, and what undo remembers before the path is steered.

import { describe, expect, it } from 'vitest';
import { Client } from '../../src/client/client';
import { patchHistory, patchModel, patchRun, patchSettings, putPath } from '../../src/history/context';
import { placeOf } from '../../src/history/edits';
import { NO_PATH_ID, newPath } from '../../src/history/path';
import { rememberPlace, withHere } from '../../src/history/remember';
import { canBranch, isFinished, pathOf } from '../../src/history/state';
import { withoutArrays } from '../../src/history/step-record';
import { realClock } from '../../src/timing/clock';
import { defaultSettings } from '../../src/worlds/images/settings';
import { digits, newStore } from '../store/open-images';
import { Loopback } from '../worker/loopback';
import { someRecord, someStep } from './some-steps';

function context(budget = Infinity) {
  const { store } = newStore();
  const events = { onStep: () => {}, onDone: () => {}, onBackend: () => {}, onError: () => {} };
  return { store, client: new Client(events, () => new Loopback()), clock: realClock, budget };
}

const path = (id: number, count = 0) => ({
  ...newPath(id, defaultSettings, 4, [999, 989, 979, 969]),
  steps: Array.from({ length: count }, (_, i) => someRecord(i)),
});

describe('the state', () => {
  it('is changed where it is written, and else stays', () => {
    const here = context();
    const { model, run, history } = here.store.getState();
    patchModel(here, { fromFiles: true });
    patchRun(here, { status: 'playing' });
    patchHistory(here, { cursor: 2 });
    expect(here.store.getState()).toMatchObject({
      model: { ...model, fromFiles: true },
      run: { ...run, status: 'playing' },
      history: { ...history, cursor: 2 },
    });
  });

  it('has a path in the place of the one with its id, or behind the others', () => {
    const here = context();
    putPath(here, path(5));
    putPath(here, path(6), { current: 6 });
    putPath(here, path(5, 2));
    const { history } = here.store.getState();
    expect(history.paths.map(({ id, steps }) => [id, steps.length])).toEqual([
      [NO_PATH_ID, 0],
      [5, 2],
      [6, 0],
    ]);
    expect(history.current).toBe(6);
  });

  it('keeps arrays within its budget, those of the path and the ghost on screen longest', () => {
    const here = context(0);
    putPath(here, path(5, 3), { current: 5 });
    const [, thinned] = here.store.getState().history.paths;
    expect(thinned?.steps.map(({ xt }) => xt !== null)).toEqual([true, false, false]);
  });

  it('has settings of the current path, and while a recording is shown of the run to come', () => {
    const here = context();
    putPath(here, path(5), { current: 5 });
    patchSettings(here, { seed: 3 });
    expect(pathOf(here.store.getState().history, 5).settings.seed).toBe(3);
    patchModel(here, { recorded: true });
    patchSettings(here, { seed: 4 });
    const { history } = here.store.getState();
    expect([5, NO_PATH_ID].map((id) => pathOf(history, id).settings.seed)).toEqual([3, 4]);
  });
});

describe('what is on screen', () => {
  const backend = { name: 'wasm', device: '', reason: '' } as const;
  const open = { pack: digits().info, backend } as const;

  it('is finished where the path is complete and its end is shown', () => {
    const here = context();
    const finished = (count: number, cursor: number | null): boolean => {
      putPath(here, path(5, count), { current: 5, cursor });
      return isFinished(here.store.getState());
    };
    expect([finished(4, null), finished(4, 2), finished(3, null)]).toEqual([true, false, false]);
  });

  it('can be left by a branch where a model is open and x_t is known', () => {
    const here = context();
    const can = (): boolean => canBranch(here.store.getState());
    putPath(here, path(5, 2), { current: 5, cursor: 1 });
    expect(can()).toBe(false); // nothing is open
    patchModel(here, open);
    expect(can()).toBe(true);
    patchModel(here, { recorded: true });
    expect(can()).toBe(false);
    patchModel(here, { ...open, recorded: false });
    const thinned = { ...path(5, 2), steps: path(5, 2).steps.map(withoutArrays) };
    putPath(here, thinned);
    expect(can()).toBe(false);
    patchHistory(here, { shown: someStep(1) }); // but it is on screen
    expect(can()).toBe(true);
    patchHistory(here, { shown: someStep(0) });
    expect(can()).toBe(false);
    patchHistory(here, { shown: someStep(1), awaited: 1 });
    expect(can()).toBe(false);
    patchHistory(here, { current: NO_PATH_ID, cursor: null, awaited: null, shown: null });
    expect(can()).toBe(false); // no path has begun
  });

  it('is of a path that there is', () => {
    expect(() => pathOf(context().store.getState().history, 77)).toThrow('expected a path 77');
  });
});

describe('what undo remembers', () => {
  it('is where the path is, and redo leads nowhere any more', () => {
    const here = context();
    putPath(here, path(5, 2), { current: 5, cursor: 1 });
    const known = placeOf(path(4), { ghost: null, cursor: null });
    patchHistory(here, { past: [known], future: [known] });
    const place = rememberPlace(here, null);
    expect(place).toEqual(placeOf(path(5, 2), { ghost: null, cursor: 1 }));
    expect(here.store.getState().history).toMatchObject({ past: [known, place], future: [] });
  });

  it('is one place of edits that go on with each other, as long as it is the newest', () => {
    const here = context();
    putPath(here, path(5, 2), { current: 5 });
    const first = rememberPlace(here, null);
    patchHistory(here, { future: [first] });
    expect(rememberPlace(here, first)).toBe(first);
    expect(here.store.getState().history).toMatchObject({ past: [first], future: [] });
    const second = rememberPlace(here, null, path(5, 1));
    expect(second.length).toBe(1);
    expect(rememberPlace(here, first)).not.toBe(first);
    expect(here.store.getState().history.past).toHaveLength(3);
  });

  it('is nothing of a preview, a recording or the path before any', () => {
    const here = context();
    expect(withHere([], here.store.getState())).toEqual([]);
    putPath(here, path(-1), { current: -1 });
    expect(withHere([], here.store.getState())).toEqual([]);
    putPath(here, path(5), { current: 5 });
    expect(withHere([], here.store.getState())).toHaveLength(1);
  });
});
