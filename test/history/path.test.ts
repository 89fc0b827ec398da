// Paths as values: where their steps begin, where they can be left, and which picture is at their front.

import { describe, expect, it } from 'vitest';
import { withoutArrays } from '../../src/history/step-record';
import {
  branchOf,
  canBranchAt,
  frontOf,
  isComplete,
  newPath,
  settingsAt,
  stepOfPicture,
  tipAt,
  withStep,
  type Path,
  type Tip,
} from '../../src/history/path';
import { defaultSettings } from '../../src/worlds/images/settings';
import { digits } from '../store/open-images';
import { someRecord, someStep } from './some-steps';

const timesteps = [999, 989, 979];
const origin = { key: 'digits', title: 'Digits', source: { kind: 'url', id: 'digits', url: '' } } as const;
const start = newPath(3, defaultSettings, 3, timesteps, origin);
const at = (value: number): Tip => ({ xt: Float32Array.of(value), before: null });

/** A path of so many steps; x_t of step i is i. */
function taken(count: number, more: Partial<Path> = {}): Path {
  const steps = Array.from({ length: count }, (_, i) =>
    someRecord(i, {}, { xt: Float32Array.of(i), before: Float32Array.of(-i) }),
  );
  return { ...start, steps, tip: count === 0 ? null : at(count), ...more };
}

describe('where a step begins', () => {
  it('is x_t of its record, at the front the tip, and at the beginning what the seeds or the path give', () => {
    const path = taken(2);
    expect(tipAt(path, 0)).toBeNull();
    expect(tipAt({ ...path, begin: at(7) }, 0)).toEqual(at(7));
    expect(tipAt(path, 1)).toEqual({ xt: Float32Array.of(1), before: Float32Array.of(-1) });
    expect(tipAt(path, 2)).toBe(path.tip);
    expect(tipAt(path, 3)).toBeNull();
    const thinned = { ...path, steps: path.steps.map(withoutArrays) };
    expect(tipAt(thinned, 1)).toBeNull();
  });

  it('is where a branch can begin, but for the end', () => {
    const path = taken(2);
    expect([0, 1, 2, 3].map((index) => canBranchAt(path, index))).toEqual([true, true, true, false]);
    const thinned = { ...path, steps: path.steps.map(withoutArrays) };
    expect([0, 1, 2].map((index) => canBranchAt(thinned, index))).toEqual([true, false, true]);
    expect(canBranchAt(taken(3), 3)).toBe(false);
    expect(canBranchAt(newPath(0, defaultSettings, 0, []), 0)).toBe(false);
  });
});

describe('a branch', () => {
  const moves = [0, 1, 2].map((step) => ({ at: step, lane: 0, to: [1] }));
  const parent = taken(3, { verdicts: [], natsPerWord: [1], isFresh: true, moves, branchedAt: 1 });

  it('shares what was before it and nothing of what came then', () => {
    const settings = { ...defaultSettings, seed: 5 };
    const branch = branchOf(parent, 9, 1, settings);
    expect(branch).toEqual({
      ...start,
      id: 9,
      settings,
      steps: parent.steps.slice(0, 1),
      tip: tipAt(parent, 1),
      branchedAt: 1,
      moves: moves.slice(0, 2),
    });
    expect(branch.steps[0]).toBe(parent.steps[0]);
  });

  it('at the beginning begins where it is put, and later where its parent began', () => {
    expect(branchOf({ ...parent, begin: at(4) }, 9, 0, defaultSettings, at(8))).toMatchObject({
      begin: at(8),
      tip: at(8),
    });
    expect(branchOf({ ...parent, begin: at(4) }, 9, 2, defaultSettings, at(8)).begin).toEqual(at(4));
  });
});

describe('a path with a step more', () => {
  const { info } = digits();
  const used = { ...defaultSettings, seed: 11 };

  it('has its record, its end as the tip, and is not fresh any more', () => {
    const step = someStep(0);
    const next = withStep({ ...start, isFresh: true }, step, used, null);
    expect(next.steps).toHaveLength(1);
    expect(next.steps[0]).toMatchObject({ index: 0, t: 999, model: 'digits', settings: used });
    expect(next.tip).toEqual({ xt: step.xPrev, before: null });
    expect(next.isFresh).toBe(false);
  });

  it('keeps x̂_0 as it was predicted for a denoiser that looks at it', () => {
    const step = someStep(0, {}, { modelOutput: Float32Array.of(1, 2, 3, 4) });
    const scheduler = { ...info.scheduler, predictionType: 'sample' } as const;
    const before = (pack: Partial<typeof info>) =>
      withStep(start, step, used, { ...info, scheduler, ...pack }).tip?.before;
    expect(before({ selfConditioned: true })).toEqual(Float32Array.of(1, 2, 3, 4));
    expect(before({})).toBeNull();
  });
});

describe('what is shown of a path', () => {
  it('is the newest step, where a fresh branch begins, or x_0', () => {
    expect([0, 1, 2, 3].map((count) => frontOf(taken(count)))).toEqual([0, 0, 1, 3]);
    expect(frontOf(taken(2, { isFresh: true }))).toBe(2);
    expect([0, 2, 3].map((picture) => stepOfPicture(start, picture))).toEqual([0, 2, 2]);
  });

  it('is complete with all of its steps, of which there is one', () => {
    expect([2, 3].map((count) => isComplete(taken(count)))).toEqual([false, true]);
    expect(isComplete(newPath(0, defaultSettings, 0, []))).toBe(false);
  });

  it('has the settings that a step used, and from its end on those of the next one', () => {
    const path = { ...taken(2), settings: { ...defaultSettings, seed: 5 } };
    expect([0, 1, 2, 9].map((index) => settingsAt(path, index).seed)).toEqual([42, 42, 5, 5]);
  });
});
