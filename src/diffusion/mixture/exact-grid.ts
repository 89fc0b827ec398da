// The exact answer on a grid, row by row: density of x_t, score, belief, and the guide's gradient.

import { Evaluator } from './evaluate';
import { noised } from './noised';
import type { Mixture } from '../../terms/plane';

/** What is known of a noised mixture at each point of a grid. */
export interface ExactGrid {
  readonly n: number;
  readonly alphaCumprod: number;
  /** log p(x_t) */
  readonly logDensity: Float32Array; // [n, n]
  /** ∇log p(x_t) */
  readonly score: Float32Array; // [n, n, 2]
}

/**
 * Yields after every row.
 *
 * @param points of the grid, row by row, [n², 2]
 */
export function* exactGrid(
  mixture: Mixture,
  alphaCumprod: number,
  n: number,
  points: Float32Array,
): Generator<void, ExactGrid> {
  const evaluator = new Evaluator(noised(mixture, alphaCumprod));
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
