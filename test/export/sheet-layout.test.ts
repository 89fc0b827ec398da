import { describe, expect, it } from 'vitest';
import type { Tile } from '../../src/export/frame';
import { layOut } from '../../src/export/sheet-layout';

const tile = (title = ''): Tile => ({ values: null, range: null, title, note: '', tone: 'plain' });
const tiles = (count: number, title = ''): Tile[] => Array.from({ length: count }, () => tile(title));

describe('the layout of a frame', () => {
  it.each([
    [
      [28, 28, 1],
      [2, 3],
    ],
    [
      [16, 16, 3],
      [2, 2],
    ],
    [
      [64, 48, 3],
      [4, 4, 4, 4],
    ],
    [[8, 8, 1], [1]],
    [
      [28, 28, 1],
      [12, 12],
    ],
  ] as const)(
    'of %s in rows of %s: whole pixels, nothing overlaps, all inside, sides even',
    (shape, counts) => {
      const { width, height, places, captionY } = layOut({
        shape,
        rows: counts.map((count) => tiles(count, 'x')),
      });
      expect((width % 2) + (height % 2)).toBe(0);
      expect(places).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
      for (const place of places) {
        expect(place.width % shape[1]).toBe(0);
        expect(place.width / shape[1]).toBe(place.height / shape[0]);
        expect(place.x).toBeGreaterThanOrEqual(0);
        expect(place.x + place.width).toBeLessThanOrEqual(width);
        expect(place.y + place.height).toBeLessThan(captionY);
        for (const other of places) {
          if (other === place) continue;
          const apart =
            other.x >= place.x + place.width ||
            place.x >= other.x + other.width ||
            other.y >= place.y + place.height ||
            place.y >= other.y + other.height;
          expect(apart).toBe(true);
        }
      }
      expect(captionY).toBeLessThan(height);
    },
  );

  it('leaves no room for titles that are not there', () => {
    const shape = [28, 28, 1] as const;
    const without = layOut({ shape, rows: [tiles(2), tiles(2)] });
    const titled = layOut({ shape, rows: [tiles(2, 'a'), tiles(2, 'b')] });
    expect(without.height).toBeLessThan(titled.height);
  });
});
