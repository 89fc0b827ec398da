import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paintSample, paintSigned } from '../../src/plots/pixels';
import { drawnAt, drawnShape, greyRange, inPlanes, numberAt } from '../../src/terms/planes';
import type { SampleShape } from '../../src/terms/sample';

const side = fc.integer({ min: 1, max: 9 });
const shapes = fc.tuple(side, side, fc.constantFrom(2, 4));

test('every number is drawn once, and is found again where it is', () => {
  fc.assert(
    fc.property(shapes, ([height, width, channels]) => {
      const shape: SampleShape = [height, width, channels];
      const size = height * width * channels;
      const values = Float32Array.from({ length: 2 * size }, (_, i) => i);
      const drawn = inPlanes(values, 1, shape);
      const [rows, columns] = drawnShape(shape);
      expect(drawn).toHaveLength(rows * columns);
      const found = [...drawn].filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
      expect(found).toEqual([...values.subarray(size)]);
      for (let i = 0; i < size; i++) {
        const pixel = Math.floor(i / channels);
        const at = { row: Math.floor(pixel / width), column: pixel % width, channel: i % channels };
        const place = drawnAt(at, shape);
        expect(drawn[place.row * columns + place.column]).toBe(size + i);
        expect(numberAt(place, shape)).toEqual(at);
      }
    }),
  );
});

test('grey and colour are drawn as they are', () => {
  for (const shape of [
    [3, 5, 1],
    [3, 5, 3],
  ] as const) {
    expect(drawnShape(shape)).toEqual(shape);
    expect(drawnAt({ row: 2, column: 4 }, shape)).toEqual({ row: 2, column: 4 });
    expect(numberAt({ row: 2, column: 4 }, shape)).toEqual({ row: 2, column: 4 });
  }
});

test('two planes stand side by side, each with greys or signs of its own', () => {
  const shape: SampleShape = [1, 1, 2];
  expect(drawnShape(shape)).toEqual([1, 3, 1]);
  const into = new Uint8ClampedArray(12);
  paintSample(Float32Array.of(-1, 1), 0, shape, into);
  expect([into[0], into[8], into[3], into[11]]).toEqual([0, 255, 255, 255]);
  const colors = { negative: [1, 1, 1], zero: [0, 0, 0], positive: [9, 9, 9] } as const;
  paintSigned(Float32Array.of(-2, 2), 0, shape, 2, colors, into);
  expect([into[0], into[8]]).toEqual([1, 9]);
});

test('a latent’s greys reach as far as noise does', () => {
  const shape: SampleShape = [1, 1, 4];
  expect(drawnShape(shape)).toEqual([3, 3, 1]);
  expect(greyRange(shape)).toBe(3);
  const into = new Uint8ClampedArray(36);
  paintSample(Float32Array.of(-3, 0, 3, 1.5), 0, shape, into);
  const level = (pixel: number): number | undefined => into[4 * pixel];
  expect([level(0), level(2), level(6), level(8)]).toEqual([0, 128, 255, 191]);
});
