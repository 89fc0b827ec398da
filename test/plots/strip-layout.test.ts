import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mosaicOf, stripIndices } from '../../src/plots/strip-layout';

it('spreads the columns over x_T to x_0', () => {
  expect(stripIndices(100, 5)).toEqual([0, 25, 50, 75, 100]);
});

it('shows every picture once where there is room', () => {
  expect(stripIndices(3, 14)).toEqual([0, 1, 2, 3]);
});

it('holds both ends and never repeats', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 2, max: 20 }), (steps, columns) => {
      const indices = stripIndices(steps, columns);
      expect(indices[0]).toBe(0);
      expect(indices.at(-1)).toBe(steps);
      expect(new Set(indices).size).toBe(indices.length);
      expect(indices.length).toBeLessThanOrEqual(columns);
    }),
  );
});

it('stands one or two lanes above each other, and more in a square', () => {
  expect([1, 2, 6, 9, 16, 18, 32].map((lanes) => mosaicOf(lanes))).toEqual([
    { lanes: 1, columns: 1, rows: 1 },
    { lanes: 2, columns: 1, rows: 2 },
    { lanes: 6, columns: 3, rows: 2 },
    { lanes: 9, columns: 3, rows: 3 },
    { lanes: 16, columns: 4, rows: 4 },
    { lanes: 18, columns: 5, rows: 4 },
    { lanes: 32, columns: 6, rows: 6 },
  ]);
});
