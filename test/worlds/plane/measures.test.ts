import { describe, expect, it } from 'vitest';
import { conditionalMixture } from '../../../src/diffusion/mixture/conditional';
import { drawPoints } from '../../../src/diffusion/mixture/draw';
import { drawingSharpened } from '../../../src/diffusion/mixture/sharpened';
import { sharpenedText } from '../../../src/views/plane/panels/measures-panel';
import { presetOf } from '../../../src/diffusion/mixture/presets';
import { planeScheduler } from '../../../src/terms/plane';
import { errorByT, probeOf } from '../../../src/worlds/plane/error-by-t';
import { alphasOf } from '../../../src/worlds/plane/field-keeper';
import { exactGrid } from '../../../src/diffusion/mixture/exact-grid';
import { nearestTo, toPixelX, toPixelY, toPlane } from '../../../src/views/plane/canvas/geometry';
import { gridPoints } from '../../../src/worlds/plane/grid';
import { measuring, type Measure } from '../../../src/worlds/plane/measures';
import { bucketsByBelief } from '../../../src/views/plane/canvas/particle-buckets';

const { mixture } = presetOf('moons')!;

function measured(
  target: number | null,
  points: Float32Array<ArrayBuffer>,
  scale: number | null = null,
  law = mixture,
): Measure {
  const work = measuring(law, target, points, scale);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

describe('measures', () => {
  it('cannot tell the truth from the truth', () => {
    const { points } = drawPoints(conditionalMixture(mixture, 1), 2000, 99, 5);
    const { accuracy, distance, floor, spread, trueSpread } = measured(1, points);
    expect(accuracy).toBeGreaterThan(0.99);
    expect(distance / floor).toBeLessThan(2.5);
    expect(spread / trueSpread).toBeCloseTo(1, 1);
  });

  it('tell the other class, and points that are all alike', () => {
    const other = drawPoints(conditionalMixture(mixture, 0), 2000, 99, 5).points;
    expect(measured(1, other).accuracy).toBeLessThan(0.01);
    expect(measured(1, other).distance / measured(1, other).floor).toBeGreaterThan(10);
    expect(measured(1, new Float32Array(4000)).spread).toBe(0);
  });
});

describe('beside what sharpening would give', () => {
  it('is nothing where no s acts, nor without a class', () => {
    const { points } = drawPoints(mixture, 500, 99, 5);
    expect(measured(1, points).sharpened).toBeNull();
    expect(measured(1, points, 0).sharpened).toBeNull();
    expect(measured(null, points, 2).sharpened).toBeNull();
  });

  it('cannot tell its points from others of it, and tells those of p(x | y)', () => {
    const { mixture: discs } = presetOf('overlapping')!;
    const work = drawingSharpened(discs, { target: 0, scale: 8 }, 1000, 5);
    let next = work.next();
    while (next.done !== true) next = work.next();
    const own = measured(0, next.value, 8, discs).sharpened!;
    expect(own.distance / own.floor).toBeLessThan(2.5);
    const { points } = drawPoints(conditionalMixture(discs, 0), 1000, 99, 5);
    const other = measured(0, points, 8, discs).sharpened!;
    expect(other.distance / other.floor).toBeGreaterThan(5);
    expect(sharpenedText({ ...measured(0, points, 8, discs) }, 8)).toMatch(
      /^They are not samples of .* at s = 8/,
    );
    expect(sharpenedText({ ...measured(0, next.value, 8, discs) }, 8)).toMatch(/^They cannot be told from/);
  });
});

describe('the error over t', () => {
  it('of the exact denoiser is the least possible, and nothing from the exact one', () => {
    const probe = probeOf(mixture, planeScheduler('cosine'));
    const { loss, least, fromExact } = errorByT(probe, probe.exact);
    expect(loss).toEqual(least);
    expect(fromExact.every((error) => error === 0)).toBe(true);
    const worse = errorByT(
      probe,
      probe.exact.map((value) => value + 0.3),
    );
    expect(worse.fromExact.every((error) => Math.abs(error - 0.09) < 1e-4)).toBe(true);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(worse.loss) - mean(least)).toBeCloseTo(0.09, 1);
  });

  it('is, of one Gaussian, the variance of v that x_t leaves open', () => {
    const spread = 0.5;
    const gaussian = {
      means: Float64Array.of(0.3, -0.2),
      variances: Float64Array.of(spread ** 2),
      weights: Float64Array.of(1),
      labels: Int32Array.of(0),
      classes: ['all'],
    };
    const scheduler = planeScheduler('cosine');
    const { least, times } = errorByT(probeOf(gaussian, scheduler), probeOf(gaussian, scheduler).exact);
    const alphas = alphasOf(scheduler);
    for (const [i, t] of times.entries()) {
      const a = alphas[t]!;
      // v = √ᾱ·ε - √(1-ᾱ)·x_0 and x_t are jointly normal
      const [ofV, ofX] = [a + (1 - a) * spread ** 2, a * spread ** 2 + 1 - a];
      const both = Math.sqrt(a * (1 - a)) * (1 - spread ** 2);
      const left = ofV - both ** 2 / ofX;
      expect(least[i]! / left, `t = ${t}`).toBeGreaterThan(0.55); // of forty points, two numbers each
      expect(least[i]! / left, `t = ${t}`).toBeLessThan(1.6);
    }
  });
});

describe('the exact grid', () => {
  it('has the slope of its own density', () => {
    const n = 65;
    const work = exactGrid(mixture, alphasOf(planeScheduler('cosine'))[500]!, n, gridPoints(n));
    let result = work.next();
    while (result.done !== true) result = work.next();
    const { logDensity, score } = result.value;
    const cell = gridPoints(n)[2]! - gridPoints(n)[0]!;
    for (const [row, column] of [
      [20, 30],
      [40, 12],
      [33, 50],
    ] as const) {
      const at = row * n + column;
      expect((logDensity[at + 1]! - logDensity[at - 1]!) / (2 * cell)).toBeCloseTo(score[2 * at]!, 1);
      expect((logDensity[at - n]! - logDensity[at + n]!) / (2 * cell)).toBeCloseTo(score[2 * at + 1]!, 1);
    }
  });
});

describe('the plane in pixels', () => {
  it('goes there and back, y upwards', () => {
    expect(toPlane(toPixelX(1.5, 600), toPixelY(-0.5, 600), 600)).toEqual([1.5, -0.5]);
    expect(toPixelY(3, 600)).toBe(0);
  });

  it('finds the particle under a pointer, and none far away', () => {
    const points = [0, 0, 1, 1, 2, 2];
    expect(nearestTo(points, 3, 1.1, 0.9, 0.5)).toBe(1);
    expect(nearestTo(points, 3, -2, 2, 0.5)).toBe(-1);
    expect(nearestTo(points, 1, 1, 1, 0.5)).toBe(-1);
  });

  it('colours by the likeliest class, the more the surer', () => {
    const buckets = bucketsByBelief([1, 0, 0.5, 0.5, 0.15, 0.85], 2, 3);
    expect([...buckets]).toEqual([
      [4, [0]],
      [0, [1]],
      [8, [2]],
    ]);
  });
});
