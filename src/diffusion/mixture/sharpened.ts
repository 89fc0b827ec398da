// p(x_t)·p(y | x_t)^s, up to a constant: at one t the density whose score guidance follows, and not what a guided chain
// samples (arXiv 2409.13074). In closed form for a mixture, and points drawn from it without error, to compare with.

import type { Mixture } from '../../terms/plane';
import { conditionalMixture } from './conditional';
import { drawPoints, uniforms } from './draw';
import { Evaluator } from './evaluate';
import { noised } from './noised';

/** What sharpens: a class and s. */
export interface Sharpening {
  readonly target: number;
  readonly scale: number;
}

/**
 * Its logarithm on a grid. Yields after every row.
 *
 * @param points of the grid, row by row, [n², 2]
 */
export function* sharpenedGrid(
  mixture: Mixture,
  alphaCumprod: number,
  { target, scale }: Sharpening,
  n: number,
  points: Float32Array,
): Generator<void, Float32Array> {
  const evaluator = new Evaluator(noised(mixture, alphaCumprod));
  const logDensity = new Float32Array(n * n);
  for (let i = 0; i < n * n; i++) {
    evaluator.posterior(points[2 * i]!, points[2 * i + 1]!, target);
    logDensity[i] = evaluator.logDensity + scale * evaluator.logPosterior;
    if (i % n === n - 1) yield;
  }
  return logDensity;
}

/** At most so many rounds of proposals; fewer points are then returned. */
const MOST_ROUNDS = 64;

/**
 * Points of clean data sharpened, by rejection: p(x | y) is proposed and kept with p(y | x)^(s - 1), below s = 1 p(x)
 * with p(y | x)^s. Yields after every round.
 *
 * @returns [2n]; fewer where hardly any are kept
 */
export function* drawingSharpened(
  mixture: Mixture,
  { target, scale }: Sharpening,
  n: number,
  seed: number,
): Generator<void, Float32Array<ArrayBuffer>> {
  const isSharper = scale >= 1;
  const proposal = isSharper ? conditionalMixture(mixture, target) : mixture;
  const power = isSharper ? scale - 1 : scale;
  const evaluator = new Evaluator(noised(mixture, 1));
  const kept = new Float32Array(2 * n);
  let count = 0;
  for (let round = 0; round < MOST_ROUNDS && count < n; round++) {
    const { points } = drawPoints(proposal, n, seed, round);
    // nothing else uses the random words after those that choose a point's component
    const luck = uniforms(2 * n, seed, 'forward', round).subarray(n);
    for (let i = 0; i < n && count < n; i++) {
      evaluator.posterior(points[2 * i]!, points[2 * i + 1]!, target);
      if (luck[i]! >= Math.exp(power * evaluator.logPosterior)) continue;
      kept[2 * count] = points[2 * i]!;
      kept[2 * count + 1] = points[2 * i + 1]!;
      count++;
    }
    yield;
  }
  return kept.slice(0, 2 * count);
}
