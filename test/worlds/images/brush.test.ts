import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withStroke } from '../../../src/worlds/images/brush';
import type { SampleShape } from '../../../src/terms/sample';

const shape: SampleShape = [8, 10, 1];
const blank = new Float32Array(80).fill(-1);
const pen = { radius: 1, erases: false };
const point = fc.record({
  x: fc.double({ min: -5, max: 15, noNaN: true }),
  y: fc.double({ min: -5, max: 15, noNaN: true }),
});

describe('withStroke', () => {
  it('inks the pixels along the way, and no others', () => {
    const drawn = withStroke(blank, shape, { x: 1.5, y: 3.5 }, { x: 7.5, y: 3.5 }, pen);
    for (let column = 1; column <= 7; column++) expect(drawn[3 * 10 + column]).toBe(1);
    for (let column = 0; column < 10; column++) expect(drawn[6 * 10 + column]).toBe(-1);
    expect(drawn[2 * 10 + 4]).toBe(0); // the soft edge
    expect(blank.every((value) => value === -1)).toBe(true);
  });

  it('only adds; the eraser only takes away, and takes all of it', () => {
    fc.assert(
      fc.property(point, point, (from, to) => {
        const once = withStroke(blank, shape, from, to, pen);
        const twice = withStroke(once, shape, from, to, pen);
        expect(twice).toEqual(once);
        expect(once.every((value, i) => value >= blank[i]! && value <= 1)).toBe(true);
        const erased = withStroke(once, shape, from, to, { radius: 3, erases: true });
        expect(erased).toEqual(blank);
      }),
    );
  });

  it('inks every channel of a coloured picture', () => {
    const colour = withStroke(
      new Float32Array(12).fill(-1),
      [2, 2, 3],
      { x: 0.5, y: 0.5 },
      { x: 0.5, y: 0.5 },
      { radius: 0.5, erases: false },
    );
    expect([...colour.subarray(0, 3)]).toEqual([1, 1, 1]);
  });

  it('puts a colour in the place of what was there, in whole pixels', () => {
    const shape3: SampleShape = [3, 3, 3];
    const white = new Float32Array(27).fill(1);
    const ink = [1, -0.5, 0];
    const dot = withStroke(
      white,
      shape3,
      { x: 1.5, y: 1.5 },
      { x: 1.5, y: 1.5 },
      { ...pen, radius: 0.3, ink },
    );
    expect([...dot.subarray(12, 15)]).toEqual(ink);
    expect([...dot].filter((value) => value !== 1)).toEqual([-0.5, 0]);
    const erased = withStroke(
      dot,
      shape3,
      { x: 1.5, y: 1.5 },
      { x: 1.5, y: 1.5 },
      { radius: 0.3, erases: true, ink },
    );
    expect([...erased.subarray(12, 15)]).toEqual([-1, -1, -1]);
  });
});
