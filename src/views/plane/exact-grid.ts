// The exact answer on a grid, row by row: density of x_t, score, belief, and the guide's gradient.

import { Evaluator } from '../../diffusion/mixture/evaluate';
import { noised } from '../../diffusion/mixture/noised';
import type { Mixture } from '../../terms/plane';
import { gridPoints } from './geometry';

export interface ExactGrid {
  readonly n: number;
  readonly alphaCumprod: number;
  /** log p(x_t) */
  readonly logDensity: Float32Array; // [n, n]
  /** ∇log p(x_t) */
  readonly score: Float32Array; // [n, n, 2]
}

/** Yields after every row. */
export function* exactGrid(mixture: Mixture, alphaCumprod: number, n: number): Generator<void, ExactGrid> {
  const evaluator = new Evaluator(noised(mixture, alphaCumprod));
  const points = gridPoints(n);
  const logDensity = new Float32Array(n * n);
  const score = new Float32Array(2 * n * n);
  for (let i = 0; i < n * n; i++) {
    evaluator.density(points[2 * i]!, points[2 * i + 1]!);
    logDensity[i] = evaluator.logDensity;
    score[2 * i] = evaluator.scoreX;
    score[2 * i + 1] = evaluator.scoreY;
    if (i % n === n - 1) yield;
  }
  return { n, alphaCumprod, logDensity, score };
}
