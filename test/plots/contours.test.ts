import { describe, expect, it } from 'vitest';
import { contourPieces } from '../../src/plots/contours';

const n = 41;
const heights = Float32Array.from(
  { length: n * n },
  (_, i) => -Math.hypot((i % n) - 20, Math.floor(i / n) - 20),
);

describe('contours', () => {
  it('lie at their level, and close', () => {
    const pieces = contourPieces(heights, n, -12);
    const ends = new Map<string, number>();
    let length = 0;
    for (let i = 0; i < pieces.length; i += 4) {
      const [x1, y1, x2, y2] = [pieces[i]!, pieces[i + 1]!, pieces[i + 2]!, pieces[i + 3]!];
      expect(Math.hypot(x1 - 20, y1 - 20)).toBeCloseTo(12, 1);
      length += Math.hypot(x2 - x1, y2 - y1);
      for (const end of [`${x1.toFixed(4)} ${y1.toFixed(4)}`, `${x2.toFixed(4)} ${y2.toFixed(4)}`]) {
        ends.set(end, (ends.get(end) ?? 0) + 1);
      }
    }
    expect(length).toBeCloseTo(2 * Math.PI * 12, 0);
    expect([...ends.values()].every((count) => count === 2)).toBe(true);
  });

  it('are none above the highest and below the lowest', () => {
    expect(contourPieces(heights, n, 1)).toEqual([]);
    expect(contourPieces(heights, n, -100)).toEqual([]);
  });

  it('keep the two sides of a saddle apart, as its middle says', () => {
    const saddle = (middle: number) => contourPieces([1 + middle, -1, -1, 1 + middle], 2, 0);
    expect(saddle(0.5)).toHaveLength(8);
    expect(saddle(-0.5)).toHaveLength(8);
    expect(saddle(0.5)).not.toEqual(saddle(-0.5));
  });
});
