import { describe, expect, it } from 'vitest';
import { comparedWith } from '../../../src/views/run/frame';

const lane = (seed: number, guidanceScale: number) => ({ target: 7, guidanceScale, seed });

describe('the lane to compare with', () => {
  it('is the twin in a pair, also at s = 0', () => {
    expect(comparedWith([lane(1, 4), lane(1, 0)], 0)).toBe(1);
    expect(comparedWith([lane(1, 0), lane(1, 0)], 0)).toBe(1);
  });

  it('is the one at s = 0 in a row of scales, and none for that one itself', () => {
    const scales = [0, 1, 2, 4].map((scale) => lane(1, scale));
    expect(comparedWith(scales, 2)).toBe(0);
    expect(comparedWith(scales, 0)).toBeNull();
  });

  it('of the one without guidance is its guided twin', () => {
    expect(comparedWith([lane(1, 4), lane(1, 0)], 1)).toBe(0);
    expect(comparedWith([lane(1, 4), lane(2, 4), lane(1, 0), lane(2, 0)], 3)).toBe(1);
  });

  it('is the twin of the same seed in a grid, and none without twins', () => {
    const grid = [lane(1, 4), lane(2, 4)];
    expect(comparedWith(grid, 1)).toBeNull();
    expect(comparedWith([...grid, lane(1, 0), lane(2, 0)], 1)).toBe(3);
  });
});
