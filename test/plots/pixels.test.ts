import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { niceRange, paintSample, paintSigned, type SignedColors } from '../../src/plots/pixels';

const colors: SignedColors = { negative: [0, 0, 200], zero: [250, 250, 250], positive: [200, 0, 0] };

describe('paintSample', () => {
  it('takes -1, 0, 1 to black, middle grey and white, and clips beyond', () => {
    const into = new Uint8ClampedArray(5 * 4);
    paintSample(Float32Array.of(-1, 0, 1, -7, 7), 0, [1, 5, 1], into);
    expect([...into].filter((_, at) => at % 4 === 0)).toEqual([0, 128, 255, 0, 255]);
    expect([...into].filter((_, at) => at % 4 === 3)).toEqual([255, 255, 255, 255, 255]);
  });

  it('takes the lane asked for, in colour where there are three channels', () => {
    const samples = Float32Array.of(0, 0, 0, -1, 0, 1); // two lanes of one pixel
    const into = new Uint8ClampedArray(4);
    paintSample(samples, 1, [1, 1, 3], into);
    expect([...into]).toEqual([0, 128, 255, 255]);
  });
});

describe('paintSigned', () => {
  it('meets its anchors at -range, 0 and +range, and clips beyond', () => {
    const into = new Uint8ClampedArray(5 * 4);
    paintSigned(Float32Array.of(-2, 0, 2, -9, 1), 0, [1, 5, 1], 2, colors, into);
    const pixel = (at: number) => Array.from(into.subarray(at * 4, at * 4 + 3));
    expect([0, 1, 2, 3, 4].map(pixel)).toEqual([
      [0, 0, 200],
      [250, 250, 250],
      [200, 0, 0],
      [0, 0, 200],
      [225, 125, 125],
    ]);
  });

  it('paints everything zero where the range is 0', () => {
    const into = new Uint8ClampedArray(4);
    paintSigned(Float32Array.of(3), 0, [1, 1, 1], 0, colors, into);
    expect([...into]).toEqual([250, 250, 250, 255]);
  });
});

describe('niceRange', () => {
  it('is 1, 2, 3, 5 or 7 times a power of ten', () => {
    expect([0.026, 0.011, 1, 0.8, 6e-7].map(niceRange)).toEqual([0.03, 0.02, 1, 1, 7e-7]);
  });

  it('is never below what it must hold, and never twice of it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (largest) => {
        const range = niceRange(largest);
        expect(range).toBeGreaterThanOrEqual(largest * (1 - 1e-8));
        expect(range).toBeLessThanOrEqual(largest * 2.001);
      }),
    );
  });

  it('is 0 for nothing', () => {
    expect([0, -1, Number.NaN, Infinity].map(niceRange)).toEqual([0, 0, 0, 0]);
  });
});
