import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf, placeNames, type Box, type PointName } from '../../src/plots/point-names';

const room: Box = { left: 40, right: 320, top: 0, bottom: 180 };
const boxesOf = (points: readonly PointName[], places: ReturnType<typeof placeNames>): readonly Box[] =>
  places.flatMap((place, i) => (place === null ? [] : [boxOf(points[i]!, place)]));
const meet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('names of points', () => {
  it('stand above and right of their points where there is room', () => {
    expect(placeNames([{ text: 's = 1', at: [100, 90] }], room)).toEqual([
      { x: 108, y: 84, anchor: 'start' },
    ]);
  });

  it('stand nearest to their own points where that can be', () => {
    const points: PointName[] = [
      { text: 's = 8', at: [105, 100] },
      { text: 's = 16', at: [65, 100] },
    ];
    const places = placeNames(points, room, [{ left: 105, right: 200, top: 80, bottom: 96 }]);
    const boxes = boxesOf(points, places);
    expect(boxes).toHaveLength(2);
    for (const [i, { left, right }] of boxes.entries()) {
      const x = points[i]!.at[0];
      const other = points[1 - i]!.at[0];
      expect(Math.max(left - x, 0, x - right)).toBeLessThan(Math.max(left - other, 0.1, other - right) + 8);
    }
    expect(boxes.some((box) => meet(box, { left: 105, right: 200, top: 80, bottom: 96 }))).toBe(false);
  });

  const point = fc.record({
    text: fc.constantFrom('s = 1', 's = 16', 'real'),
    at: fc.tuple(fc.integer({ min: 45, max: 315 }), fc.integer({ min: 5, max: 175 })),
  });

  it('stand on no other name, on no point, and in the plot, however the points lie', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 7 }), (points: readonly PointName[]) => {
        const boxes = boxesOf(points, placeNames(points, room));
        for (const [i, box] of boxes.entries()) {
          expect(boxes.filter((other, j) => j !== i && meet(box, other))).toEqual([]);
          expect(
            points.filter(({ at: [x, y] }) => meet(box, { left: x, right: x, top: y, bottom: y })),
          ).toEqual([]);
          expect(box.left >= room.left && box.right <= room.right && box.top >= room.top).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are all there of three points; of more, one without a free place near is left out', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 3 }), (points: readonly PointName[]) => {
        expect(placeNames(points, room)).not.toContain(null);
      }),
      { numRuns: 300 },
    );
    // four points in one place, and two that stand in the way of names beside them
    const corner: PointName['at'] = [45, 5];
    const at: readonly PointName['at'][] = [corner, corner, [48, 27], [45, 83], corner, corner];
    const places = placeNames(
      at.map((each) => ({ text: 's = 1', at: each })),
      room,
    );
    expect(places.filter((place) => place === null)).toHaveLength(1);
  });
});
