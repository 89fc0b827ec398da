import { describe, expect, it } from 'vitest';
import { averaged, isLight, middleOf } from '../../../src/worlds/images/read-picture';

describe('a picture from elsewhere', () => {
  it.each([
    [100, 50, 1, { x: 25, y: 0, width: 50, height: 50 }],
    [50, 100, 1, { x: 0, y: 25, width: 50, height: 50 }],
    [28, 28, 1, { x: 0, y: 0, width: 28, height: 28 }],
    [100, 100, 2, { x: 0, y: 25, width: 100, height: 50 }],
    [30_000, 1, 1, { x: 14_999, y: 0, width: 1, height: 1 }],
  ])('of %i × %i is cropped to the middle of ratio %f', (width, height, ratio, crop) => {
    expect(middleOf(width, height, ratio)).toEqual(crop);
  });

  it('is averaged over whole pixels, grey as the eye weighs it', () => {
    const pixels = Array.from({ length: 4 * 8 * 4 }, (_, i) => {
      const column = Math.floor(i / 4) % 8;
      if (i % 4 === 3) return 255;
      return column < 4 ? 255 : [255, 0, 0][i % 4]!;
    });
    const grey = averaged(pixels, [1, 2, 1]);
    expect(grey[0]).toBeCloseTo(1, 6);
    expect(grey[1]).toBeCloseTo(2 * 0.299 - 1, 6);
    expect([...averaged(pixels, [1, 2, 3])]).toEqual([1, 1, 1, 1, -1, -1]);
  });

  it('is light where its edge is, whatever is in the middle', () => {
    const edge = (ground: number, middle: number) =>
      Float32Array.from({ length: 25 }, (_, i) =>
        i % 5 > 0 && i % 5 < 4 && i > 4 && i < 20 ? middle : ground,
      );
    expect(isLight(edge(0.8, -1), [5, 5, 1])).toBe(true);
    expect(isLight(edge(-0.8, 1), [5, 5, 1])).toBe(false);
  });
});
