// What a mixture must be before anything is computed of it: it may come over a wire.

import { NudgeError } from '../../terms/errors';
import { MOST_CLASSES, MOST_COMPONENTS, MOST_POINTS, type Mixture } from '../../terms/plane';

/**
 * @throws NudgeError `bad-request` for a mixture that contradicts itself or cannot be learned from
 */
export function checkMixture({ means, variances, weights, labels, classes }: Mixture): void {
  const M = variances.length;
  const most = Math.max(MOST_COMPONENTS, MOST_POINTS);
  const refuse = (expected: string, got: string): never => {
    throw new NudgeError('bad-request', `plane: expected ${expected}, got ${got}.`);
  };
  if (M < 1 || M > most) refuse(`1 to ${most} components`, String(M));
  if (means.length !== 2 * M || weights.length !== M || labels.length !== M) {
    refuse(`${M} means, weights and labels`, `${means.length / 2}, ${weights.length} and ${labels.length}`);
  }
  if (classes.length < 1 || classes.length > MOST_CLASSES) {
    refuse(`1 to ${MOST_CLASSES} classes`, String(classes.length));
  }
  if (!means.every(Number.isFinite)) refuse('finite means', 'one that is not');
  if (!variances.every((variance) => variance > 0 && variance < Infinity)) {
    refuse('positive variances', 'one that is not');
  }
  if (!weights.every((weight) => weight > 0) || Math.abs(weights.reduce((a, b) => a + b, 0) - 1) > 1e-6) {
    refuse('positive weights that sum to 1', 'others');
  }
  const seen = new Set(labels);
  const bad = classes.findIndex((_, k) => !seen.has(k));
  if (bad >= 0) refuse('points of every class', `none of "${classes[bad]}"`);
  if (labels.some((label) => label < 0 || label >= classes.length)) {
    refuse(`labels below ${classes.length}`, 'one beyond');
  }
}
