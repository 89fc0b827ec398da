// p(x)·p(y | x)^s against numerical integration by sums of plain exponentials; and that guidance does not sample it.

import { describe, expect, it } from 'vitest';
import { chain, chainModel } from '../../../src/chain/chain';
import { slicedWasserstein } from '../../../src/diffusion/distances/sliced-wasserstein';
import { exactDenoiser } from '../../../src/diffusion/mixture/exact-denoiser';
import { exactGuide } from '../../../src/diffusion/mixture/exact-guide';
import { presetOf } from '../../../src/diffusion/mixture/presets';
import { drawingSharpened, sharpenedGrid } from '../../../src/diffusion/mixture/sharpened';
import { type Mixture, PLANE_SHAPE, planeScheduler } from '../../../src/terms/plane';
import { meanShift } from '../../../src/terms/rule';
import { classTarget } from '../../../src/terms/target';
import { gridPoints } from '../../../src/worlds/plane/grid';

/** Three discs that overlap, of two classes. */
const discs: Mixture = {
  means: Float64Array.of(-0.6, 0, 0.7, 0.3, 0.2, -0.9),
  variances: Float64Array.of(0.3, 0.5, 0.2),
  weights: Float64Array.of(0.5, 0.3, 0.2),
  labels: Int32Array.of(0, 1, 0),
  classes: ['a', 'b'],
};

function ended<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** p(x)·p(y | x)^s at a point, as it is written. */
function plain(
  { means, variances, weights, labels }: Mixture,
  target: number,
  s: number,
  x: number,
  y: number,
) {
  let [all, own] = [0, 0];
  for (let m = 0; m < weights.length; m++) {
    const square = (x - means[2 * m]!) ** 2 + (y - means[2 * m + 1]!) ** 2;
    const p = (weights[m]! / (2 * Math.PI * variances[m]!)) * Math.exp(-square / (2 * variances[m]!));
    all += p;
    if (labels[m] === target) own += p;
  }
  return all * (own / all) ** s;
}

/** ∫, mean and mean square of it, by the midpoint rule over [-5, 5]². */
function integrated(target: number, s: number) {
  const n = 500;
  const h = 10 / n;
  let [mass, meanX, meanY, square] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const [x, y] = [-5 + (i + 0.5) * h, -5 + (j + 0.5) * h];
      const p = plain(discs, target, s, x, y) * h * h;
      mass += p;
      meanX += p * x;
      meanY += p * y;
      square += p * (x * x + y * y);
    }
  }
  return { mass, meanX: meanX / mass, meanY: meanY / mass, square: square / mass };
}

describe.each([0.5, 1, 2, 4, 16])('sharpened by s = %d', (s) => {
  it('is on the grid what it is by definition', () => {
    const n = 33;
    const points = gridPoints(n);
    const grid = ended(sharpenedGrid(discs, 1, { target: 1, scale: s }, n, points));
    const highest = Math.max(...grid);
    for (let i = 0; i < n * n; i += 7) {
      if (grid[i]! < highest - 25) continue; // beyond, plain exponentials lose what they hold
      expect(grid[i]).toBeCloseTo(Math.log(plain(discs, 1, s, points[2 * i]!, points[2 * i + 1]!)), 3);
    }
  });

  it.each([0, 1])('has points whose means are those of its integral, class %d', (target) => {
    const n = 8000;
    const points = ended(drawingSharpened(discs, { target, scale: s }, n, 7));
    const found = integrated(target, s);
    expect(points).toHaveLength(2 * n);
    let [x, y, square] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      x += points[2 * i]! / n;
      y += points[2 * i + 1]! / n;
      square += (points[2 * i]! ** 2 + points[2 * i + 1]! ** 2) / n;
    }
    // standard errors of some 0.01
    expect(Math.abs(x - found.meanX)).toBeLessThan(0.04);
    expect(Math.abs(y - found.meanY)).toBeLessThan(0.04);
    expect(Math.abs(square - found.square)).toBeLessThan(0.08);
  });
});

/** SWD of the exact chain's points to sharpened ones, over that of two draws. */
async function ratioAt(s: number): Promise<number> {
  const { mixture } = presetOf('overlapping')!;
  const scheduler = planeScheduler('cosine');
  const model = chainModel({
    denoiser: exactDenoiser({ mixture, scheduler }),
    guides: new Map([['exact', exactGuide({ mixture, scheduler })]]),
    info: { sampleShape: PLANE_SHAPE, scheduler },
  });
  const n = 1000;
  const lanes = Array.from({ length: n }, (_, seed) => ({ target: classTarget(0), guidanceScale: s, seed }));
  let points = new Float32Array(0);
  const run = { sampler: { kind: 'ddpm' }, rule: meanShift, steps: 100, from: null } as const;
  for await (const { xPrev } of chain(model, run, () => lanes)) points = xPrev;
  const [a, b] = [1, 2].map((seed) => ended(drawingSharpened(mixture, { target: 0, scale: s }, n, seed)));
  return slicedWasserstein(points, a!) / slicedWasserstein(a!, b!);
}

describe('guidance with exact networks', () => {
  it('samples p(x | y) at s = 1', async () => {
    expect(await ratioAt(1)).toBeLessThan(2.5);
  });

  it('does not sample p(x)·p(y | x)^s at s = 4 (arXiv 2409.13074)', async () => {
    expect(await ratioAt(4)).toBeGreaterThan(5);
  });
});
