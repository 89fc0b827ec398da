// The budget of the history: what it takes is taken of as few as need be, and never what could not be computed again.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyBytes, withinBudget } from '../../src/history/budget';
import { newPath, type Path } from '../../src/history/path';
import { bytesOf, type StepRecord } from '../../src/history/step-record';
import { defaultSettings } from '../../src/worlds/images/settings';
import { someRecord } from './some-steps';

const records = (count: number, steeredAt: readonly number[] = []): StepRecord[] =>
  Array.from({ length: count }, (_, i) => ({
    ...someRecord(i),
    settings: { ...defaultSettings, guidanceScale: steeredAt.filter((at) => at <= i).length },
  }));

const path = (id: number, steps: readonly StepRecord[], more: Partial<Path> = {}): Path => ({
  ...newPath(
    id,
    defaultSettings,
    steps.length,
    steps.map(({ t }) => t),
  ),
  steps,
  ...more,
});

const kept = ({ steps }: Path): number[] => steps.flatMap(({ xt }, i) => (xt === null ? [] : i));
const one = bytesOf(someRecord(0));
const bare = bytesOf({ ...someRecord(0), xt: null, before: null, said: null });

describe('the bytes of a history', () => {
  it('count what paths share once, and the ends of each', () => {
    const steps = records(3);
    const tip = { xt: new Float32Array(4), before: new Float32Array(2) };
    expect(historyBytes([path(1, steps), path(2, steps.slice(0, 2), { tip })])).toBe(3 * one + 24);
  });

  it('of a record count an array once that stands in it twice', () => {
    const xt = new Float32Array(4);
    const record = { ...someRecord(0), xt, before: xt };
    expect(bytesOf(record)).toBe(one);
    expect(bytesOf({ ...record, before: new Float32Array(4) })).toBe(one + 16);
  });
});

describe('a history within its budget', () => {
  it('is the very same', () => {
    const paths = [path(1, records(4))];
    expect(withinBudget(paths, 4 * one)).toBe(paths);
    expect(withinBudget(paths, 4 * one - 1)).not.toBe(paths);
  });

  it('gives up every second step, then every second of those left, and no more than it has to', () => {
    const paths = [path(1, records(9))];
    const within = (budget: number): number[] => kept(withinBudget(paths, budget)[0]!);
    expect(within(5 * one + 4 * bare)).toEqual([0, 2, 4, 6, 8]);
    expect(within(5 * one + 4 * bare - 1)).toEqual([0, 4, 8]);
    expect(within(0)).toEqual([0]);
  });

  it('keeps where it was steered, where a branch begins, and where something was moved', () => {
    const moves = [{ at: 3, lane: 0, to: [1] }];
    const thinned = withinBudget([path(1, records(9, [5]), { branchedAt: 7, moves })], 0)[0]!;
    expect(kept(thinned)).toEqual([0, 3, 5, 7]);
  });

  it('takes of what is looked at only after all others, and then of all', () => {
    const paths = [path(1, records(5)), path(2, records(5))];
    const spared = withinBudget(paths, 6 * one + 4 * bare, new Set([2]));
    expect(spared.map(kept)).toEqual([[0], [0, 1, 2, 3, 4]]);
    expect(spared[1]).toBe(paths[1]);
    expect(withinBudget(paths, 0, new Set([2])).map(kept)).toEqual([[0], [0]]);
  });

  it('keeps what a path that is looked at shares with another one', () => {
    const steps = records(5);
    const [other] = withinBudget([path(1, steps), path(2, steps.slice(0, 3))], 4 * one, new Set([2]));
    expect(kept(other!).slice(0, 3)).toEqual([0, 1, 2]);
    const both = withinBudget([path(1, steps), path(2, steps)], 0);
    expect(both[0]!.steps.map((step, i) => step === both[1]!.steps[i])).toEqual(Array(5).fill(true));
  });

  it('holds it wherever the first steps leave room, and changes nothing but the arrays', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(counts, fc.nat(40), fc.nat(3), (lengths, room, looked) => {
        const paths = lengths.map((count, id) => path(id, records(count)));
        const all = lengths.reduce((sum, count) => sum + count, 0);
        const least = lengths.length * one + (all - lengths.length) * bare;
        const within = withinBudget(paths, least + room * one, new Set([looked]));
        expect(historyBytes(within)).toBeLessThanOrEqual(least + room * one);
        within.forEach(({ steps }, i) => {
          const before = paths[i]!.steps;
          expect(steps).toHaveLength(before.length);
          steps.forEach((step, index) => {
            const { xt: _, before: __, said: ___, ...numbers } = before[index]!;
            expect(step).toMatchObject(numbers);
          });
        });
      }),
    );
  });
});
