// How many finished points the exact classifier takes for the class that was asked for.

import { Evaluator } from '../mixture/evaluate';
import { noised } from '../mixture/noised';
import type { Mixture } from '../../terms/plane';

/** The likeliest class of clean points. @param points [2n] */
export function classesOf(mixture: Mixture, points: ArrayLike<number>): Int32Array<ArrayBuffer> {
  const evaluator = new Evaluator(noised(mixture, 1));
  const labels = new Int32Array(points.length / 2);
  for (let i = 0; i < labels.length; i++) {
    evaluator.posterior(points[2 * i]!, points[2 * i + 1]!, 0);
    const { classProbs } = evaluator;
    labels[i] = classProbs.indexOf(Math.max(...classProbs));
  }
  return labels;
}

/** @param targets [n] @returns 0 to 1; NaN for no points */
export function classAccuracy(
  mixture: Mixture,
  points: ArrayLike<number>,
  targets: ArrayLike<number>,
): number {
  const labels = classesOf(mixture, points);
  return labels.filter((label, i) => label === targets[i]).length / labels.length;
}
