import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bandPath,
  linePath,
  unit,
  xPixel,
  xValue,
  yPixel,
  type Axis,
  type Box,
} from '../../src/plots/line-layout';

const box: Box = { width: 120, height: 60, left: 10, right: 10, top: 5, bottom: 5 };
const t: Axis = { from: 999, to: 9 };
const size: Axis = { from: 1e-4, to: 1, log: true };

describe('axes', () => {
  it('run from their beginning to their end, also downwards', () => {
    expect([999, 504, 9].map((value) => xPixel(box, t, value))).toEqual([10, 60, 110]);
    expect([0, 1].map((value) => yPixel(box, { from: 0, to: 1 }, value))).toEqual([55, 5]);
  });

  it('take equal ratios to equal distances where they are logarithmic', () => {
    expect([1e-4, 1e-2, 1].map((value) => unit(size, value))).toEqual([0, 0.5, 1]);
  });

  it('hold what is beyond them at the edge: 0 and less on a logarithmic one too', () => {
    expect([0, -1, 5].map((value) => unit(size, value))).toEqual([0, 0, 1]);
  });

  it('give back the value under a pixel', () => {
    fc.assert(
      fc.property(fc.integer({ min: 9, max: 999 }), (value) => {
        expect(xValue(box, t, xPixel(box, t, value))).toBeCloseTo(value, 6);
      }),
    );
    expect(xValue(box, t, -50)).toBe(999);
  });
});

describe('linePath', () => {
  it('lifts the pen where there is no number', () => {
    const points = [
      [999, 0],
      [504, Number.NaN],
      [9, 1],
    ] as const;
    const path = linePath({ name: 'line', tone: 'guide', points }, box, t, { from: 0, to: 1 });
    expect(path).toBe('M10 55M110 5');
  });

  it('is empty without points', () => {
    expect(linePath({ name: 'line', tone: 'model', points: [] }, box, t, size)).toBe('');
  });
});

describe('bandPath', () => {
  const y: Axis = { from: 0, to: 1 };

  it('goes there along the most and back along the least', () => {
    const band = [
      [999, 0, 1],
      [9, 0.2, 0.6],
    ] as const;
    expect(bandPath({ band }, box, t, y)).toBe('M10 5L110 25L110 45L10 55Z');
  });

  it('is nothing of one x, and without a band', () => {
    expect(bandPath({ band: [[9, 0, 1]] }, box, t, y)).toBe('');
    expect(bandPath({}, box, t, y)).toBe('');
  });
});
