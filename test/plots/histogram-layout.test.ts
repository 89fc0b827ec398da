import { describe, expect, it } from 'vitest';
import { curvePath, stepPath } from '../../src/plots/histogram-layout';
import type { Box } from '../../src/plots/line-layout';

const box: Box = { width: 100, height: 50, left: 0, right: 0, top: 0, bottom: 0 };
const x = { from: -1, to: 1 };
const y = { from: 0, to: 1 };

describe('a histogram', () => {
  it('steps over its bins, from the floor to the floor', () => {
    expect(stepPath([0.5, 1, 0, 0.2], box, x, y)).toBe('M0 50V25H25V0H50V50H75V40H100V50');
  });

  it('is cut off where it is higher than the plot', () => {
    expect(stepPath([7], box, x, y)).toBe('M0 50V0H100V50');
  });

  it('is nothing without bins', () => {
    expect(stepPath([], box, x, y)).toBe('');
  });

  it('is held against a curve over the same axes', () => {
    expect(curvePath([0, 0.5, 1], box, x, y)).toBe('M0 50L50 25L100 0');
  });
});
