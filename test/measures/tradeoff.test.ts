// What guidance buys and costs, over the rows of a sweep: held to the measures of one set, which are tested by
// themselves.

import { describe, expect, it } from 'vitest';
import { fillNormal } from '../../src/diffusion/noise/gaussian';
import { meanDistance, medianDistance } from '../../src/measures/features';
import { jackknife } from '../../src/measures/jackknife';
import { precision, recall } from '../../src/measures/precision-recall';
import { wilson } from '../../src/measures/shares';
import { FEWEST, measuring, MOST, sizeOf, type Judged, type RealSet } from '../../src/measures/tradeoff';
import { vendi, vendiScore } from '../../src/measures/vendi';

function draw(n: number, seed: number): Float32Array[] {
  const numbers = new Float32Array(n * 4);
  fillNormal(numbers, seed, 'training', 0);
  return Array.from({ length: n }, (_, i) => numbers.slice(i * 4, (i + 1) * 4));
}

/** So many samples, the first of which are accepted. */
const row = (n: number, accepted: number, seed: number): Judged[] =>
  draw(n, seed).map((features, i) => ({ accepted: i < accepted, nats: i / n, features }));

const real: RealSet = { images: 50, read: 49, nats: 0.1, reference: draw(30, 100), heldOut: draw(30, 101) };

function measured(rows: readonly (readonly Judged[])[], beside: RealSet | null = real) {
  const work = measuring(rows, beside);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

describe('the number of accepted samples that rows are measured at', () => {
  it('is that of the row with the fewest, of those with enough', () => {
    expect(sizeOf([row(20, FEWEST - 1, 1), row(20, 15, 2), row(20, 11, 3)])).toBe(11);
    expect(sizeOf([row(20, FEWEST - 1, 1)])).toBeNull();
    expect(sizeOf([row(100, 90, 1)])).toBe(MOST);
  });
});

describe('the trade-off', () => {
  const rows = [row(20, 5, 1), row(20, 12, 2), [], row(20, 20, 3)];
  const found = measured(rows);

  it('has every row’s acceptance, and variety where enough are accepted', () => {
    expect(found.m).toBe(12);
    expect(found.rows.map((each) => each?.acceptance ?? null)).toEqual([
      wilson(5, 20),
      wilson(12, 20),
      null,
      wilson(20, 20),
    ]);
    expect(found.rows.map((each) => (each?.variety ?? null) !== null)).toEqual([false, true, false, true]);
    expect(found.rows[0]!.nats.value).toBeCloseTo(9.5 / 20, 12);
  });

  it('is of the first m accepted samples of each row, at half the median real distance', () => {
    const width = medianDistance(real.reference) / 2;
    for (const i of [1, 3]) {
      const features = rows[i]!.slice(0, 12).map((each) => each.features);
      expect(found.rows[i]!.variety).toEqual({
        vendi: jackknife(features, vendi(width)),
        distance: jackknife(features, { of: meanDistance }),
        recall: expect.objectContaining({ value: recall(real.reference, features) }),
        precision: wilson(Math.round(12 * precision(real.reference, features)), 12),
      });
    }
  });

  it('stands beside real samples at the same m, which are none of those that it is compared with', () => {
    const width = medianDistance(real.reference) / 2;
    const sets = [real.heldOut.slice(0, 12), real.heldOut.slice(12, 24)];
    const mean = (of: (set: readonly Float32Array[]) => number) => (of(sets[0]!) + of(sets[1]!)) / 2;
    expect(found.real).toMatchObject({ acceptance: 49 / 50, nats: 0.1 });
    expect(found.real!.vendi).toBeCloseTo(
      mean((set) => vendiScore(set, width)),
      10,
    );
    expect(found.real!.recall).toBeCloseTo(
      mean((set) => recall(real.reference, set)),
      10,
    );
    expect(found.real!.precision).toBeCloseTo(
      mean((set) => precision(real.reference, set)),
      10,
    );
    expect(found.real!.distance).toBeCloseTo(mean(meanDistance), 10);
  });

  it('without anything real has the acceptance alone', () => {
    const alone = measured(rows, null);
    expect(alone).toMatchObject({ m: null, real: null });
    expect(alone.rows.map((each) => each?.variety ?? null)).toEqual([null, null, null, null]);
    expect(alone.rows[3]!.acceptance).toEqual(wilson(20, 20));
  });
});
