import { describe, expect, it } from 'vitest';
import { classAccuracy, classesOf } from '../../../src/diffusion/distances/class-accuracy';
import { slicedWasserstein, slicing } from '../../../src/diffusion/distances/sliced-wasserstein';
import { spread } from '../../../src/diffusion/distances/spread';
import { drawPoints } from '../../../src/diffusion/mixture/draw';
import { presetOf } from '../../../src/diffusion/mixture/presets';

const { mixture } = presetOf('letters')!;
const { points, labels } = drawPoints(mixture, 2000, 1, 0);

describe('sliced Wasserstein distance', () => {
  it('is 0 between equal sets, in whatever order', () => {
    const turned = Float32Array.from({ length: 4000 }, (_, i) => points[i % 2 ? 4000 - i : 3998 - i]!);
    expect(slicedWasserstein(points, turned)).toBe(0);
  });

  it('of a set moved by d is |d|/√2: the mean square of a projection is half of the square', () => {
    const moved = points.map((value, i) => value + (i % 2 ? 4 : 3));
    expect(slicedWasserstein(points, moved)).toBeCloseTo(5 / Math.SQRT2, 5);
  });

  it('of a set scaled by 1 + a is a·RMS of its projections', () => {
    const square = points.reduce((sum, value) => sum + value ** 2, 0) / 2000 / 2;
    expect(
      slicedWasserstein(
        points,
        points.map((value) => 1.5 * value),
      ),
    ).toBeCloseTo(0.5 * Math.sqrt(square), 4);
  });

  it('is symmetric, and takes sets of different sizes', () => {
    const fewer = drawPoints(mixture, 700, 2, 0).points;
    expect(slicedWasserstein(points, fewer)).toBe(slicedWasserstein(fewer, points));
    expect(slicedWasserstein(points, fewer)).toBeLessThan(0.2);
    expect(slicedWasserstein(points, points.slice(0, 0))).toBeNaN();
    const portions = slicing(points, fewer);
    let count = 0;
    let last = portions.next();
    for (; last.done !== true; last = portions.next()) count++;
    expect(last.value).toBe(slicedWasserstein(points, fewer));
    expect(count).toBeGreaterThanOrEqual(16); // no portion is a task that a frame has to wait for
  });
});

describe('spread', () => {
  it('is the standard deviation per coordinate', () => {
    expect(spread([1, 10, 3, 10, 1, 14, 3, 14])).toBeCloseTo(Math.sqrt((1 + 4) / 2), 12);
    expect(spread([2, 5, 2, 5])).toBe(0);
    expect(spread([])).toBeNaN();
  });
});

describe('class accuracy by the exact classifier', () => {
  it('is high for the data’s own labels, and chance for one', () => {
    expect(classAccuracy(mixture, points, labels)).toBeGreaterThan(0.99);
    expect(classAccuracy(mixture, points, new Int32Array(2000))).toBeCloseTo(0.2, 1);
    expect(classesOf(mixture, points)).toHaveLength(2000);
  });
});
