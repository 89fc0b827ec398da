// What is measured of sets, against the code published with it (training/fixtures_measures.py), and whether intervals
// cover what they say.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillNormal } from '../../src/diffusion/noise/gaussian';
import { meanDistance, medianDistance } from '../../src/measures/features';
import { jackknife, type SetMeasure } from '../../src/measures/jackknife';
import { precision, recall, recallOf } from '../../src/measures/precision-recall';
import { wilson, type Estimate } from '../../src/measures/shares';
import { vendi, vendiScore } from '../../src/measures/vendi';
import reference from './reference.json';

const rows = (numbers: readonly (readonly number[])[]): Float32Array[] =>
  numbers.map((row) => Float32Array.from(row));

test.each(reference.sets)('Vendi score, precision and recall of set %#', (set) => {
  const [real, fake] = [rows(set.real), rows(set.fake)];
  expect(vendiScore(fake, set.width)).toBeCloseTo(set.vendi, 5);
  expect(precision(real, fake)).toBeCloseTo(set.precision, 12);
  expect(recall(real, fake)).toBeCloseTo(set.recall, 12);
});

test('a set of one sample over and over counts one, of far ones all', () => {
  const far = Array.from({ length: 7 }, (_, i) => Float32Array.of(100 * i));
  expect(vendiScore(far, 1)).toBeCloseTo(7, 9);
  expect(
    vendiScore(
      Array.from({ length: 7 }, () => far[3]!),
      1,
    ),
  ).toBeCloseTo(1, 9);
  expect(vendiScore([], 1)).toBeNaN();
});

test('distances', () => {
  const points = rows([[0], [1], [3]]);
  expect(medianDistance(points)).toBe(2);
  expect(meanDistance(points)).toBe(2);
  expect(meanDistance(points.slice(1, 2))).toBeNaN();
});

describe('Wilson', () => {
  test('as tabled', () => {
    const close = (estimate: Estimate) => [estimate.low, estimate.high].map((end) => Number(end.toFixed(4)));
    expect(close(wilson(9, 10))).toEqual([0.5958, 0.9821]);
    expect(close(wilson(0, 10))).toEqual([0, 0.2775]);
    expect(close(wilson(10, 10))).toEqual([0.7225, 1]);
  });

  test('the share lies within', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (k, n) => {
        const { value, low, high } = wilson(Math.min(k, n), n);
        expect(low >= 0 && low <= value && value <= high && high <= 1).toBe(true);
      }),
    );
  });
});

describe('the jackknife', () => {
  const DIMENSIONS = 4;
  /** Draw after draw of one seed each: the same in every run of the test. */
  function draw(n: number, seed: number): Float32Array[] {
    const numbers = new Float32Array(n * DIMENSIONS);
    fillNormal(numbers, seed, 'training', 0);
    return Array.from({ length: n }, (_, i) => numbers.slice(i * DIMENSIONS, (i + 1) * DIMENSIONS));
  }
  const real = draw(60, 999);
  const measures: readonly { readonly title: string; readonly measure: SetMeasure<Float32Array> }[] = [
    { title: 'Vendi score', measure: vendi(1) },
    { title: 'distance', measure: { of: meanDistance } },
    { title: 'recall', measure: recallOf(real) },
  ];

  test.each(measures)('covers the expected $title at that n in about 95 % of 200 sets', ({ measure }) => {
    for (const n of [10, 20]) {
      const estimates = Array.from({ length: 200 }, (_, i) => jackknife(draw(n, i), measure));
      const expected = estimates.reduce((sum, { value }) => sum + value, 0) / estimates.length;
      const covered = estimates.filter(({ low, high }) => low <= expected && expected <= high);
      expect(covered.length / estimates.length).toBeGreaterThanOrEqual(0.92);
      expect(covered.length / estimates.length).toBeLessThan(1);
    }
  });

  test('says nothing of two samples', () => {
    expect(jackknife(draw(2, 1), { of: meanDistance })).toMatchObject({ low: -Infinity, high: Infinity });
  });
});
