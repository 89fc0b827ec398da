import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnText, parseDrawn, REACH } from '../../../src/worlds/plane/drawn-points';

const point = fc.record({
  x: fc.double({ min: -REACH, max: REACH, noNaN: true }),
  y: fc.double({ min: -REACH, max: REACH, noNaN: true }),
  label: fc.integer({ min: 0, max: 5 }),
});

describe('drawn points as text', () => {
  it('come back to a thousandth of the plane', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 50 }), (points) => {
        const back = parseDrawn(drawnText(points));
        expect(back).toHaveLength(points.length);
        back.forEach(({ x, y, label }, i) => {
          expect(Math.abs(x - points[i]!.x)).toBeLessThanOrEqual((2 * REACH) / 1023 / 2 + 1e-9);
          expect(Math.abs(y - points[i]!.y)).toBeLessThanOrEqual((2 * REACH) / 1023 / 2 + 1e-9);
          expect(label).toBe(points[i]!.label);
        });
      }),
    );
  });

  it('are the same text after a second time', () => {
    fc.assert(
      fc.property(fc.array(point), (points) => {
        const text = drawnText(points);
        expect(drawnText(parseDrawn(text))).toBe(text);
      }),
    );
  });

  it.each(['abc', 'ab c', 'ab.d', '____', 'AAAAé'])('are none in %j', (text) => {
    expect(parseDrawn(text)).toEqual([]);
  });
});
