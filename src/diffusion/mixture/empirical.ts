// Drawn points as a mixture: a narrow Gaussian around each. Its exact chain memorises (it ends in the drawn points and
// nowhere else), while a small network, which cannot, finds the shape behind them.

import { NudgeError } from '../../terms/errors';
import { MOST_CLASSES, MOST_POINTS, type Mixture } from '../../terms/plane';
import { standardised } from './standardised';

/** Points of one class, at least: from fewer there is nothing to learn. */
export const LEAST_POINTS = 4;

/** σ around a point, in units of the data's spread. */
const WIDTH = 0.02;

/**
 * @param points x and y of each, in any unit; the mixture is moved and scaled to unit spread
 * @param labels index into `classes` of each point
 * @throws NudgeError `bad-request` for too few or too many points, numbers that are none, or points all in one place
 */
export function empiricalMixture(
  points: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: readonly string[],
): Mixture {
  const n = labels.length;
  const used = [...classes.keys()].filter((k) => Array.from(labels).includes(k));
  if (n < LEAST_POINTS) {
    throw new NudgeError(
      'bad-request',
      `plane: expected at least ${LEAST_POINTS} points, got ${n}.`,
      'Draw some more.',
    );
  }
  if (n > MOST_POINTS) {
    throw new NudgeError(
      'bad-request',
      `plane: expected at most ${MOST_POINTS} points, got ${n}.`,
      'Leave some out, every tenth say.',
    );
  }
  if (used.length > MOST_CLASSES) {
    throw new NudgeError(
      'bad-request',
      `plane: expected at most ${MOST_CLASSES} classes, got ${used.length}.`,
    );
  }
  const means = Float64Array.from(points);
  if (means.length !== 2 * n || !means.every(Number.isFinite)) {
    throw new NudgeError('bad-request', 'plane: expected two finite numbers for each point.');
  }
  const mixture = standardised({
    means,
    variances: new Float64Array(n),
    weights: new Float64Array(n).fill(1 / n),
    labels: Int32Array.from(labels, (label) => used.indexOf(label)),
    classes: used.map((k) => classes[k]!),
  });
  return { ...mixture, variances: new Float64Array(n).fill(WIDTH ** 2) };
}
