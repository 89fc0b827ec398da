// A mixture moved to mean 0 and scaled to unit variance per coordinate (both coordinates alike, so that shapes keep
// their shape), as the networks and the noise expect it.

import { NudgeError } from '../../terms/errors';
import type { Mixture } from '../../terms/plane';

/** @throws NudgeError `bad-request` when everything lies in one place */
export function standardised(mixture: Mixture): Mixture {
  const { means, variances, weights } = mixture;
  const mean = (axis: number) => weights.reduce((sum, w, m) => sum + w * means[2 * m + axis]!, 0);
  const centre = [mean(0), mean(1)];
  const square = weights.reduce(
    (sum, w, m) =>
      sum +
      w * ((means[2 * m]! - centre[0]!) ** 2 + (means[2 * m + 1]! - centre[1]!) ** 2 + 2 * variances[m]!),
    0,
  );
  const scale = 1 / Math.sqrt(square / 2);
  if (!Number.isFinite(scale) || scale === 0) {
    throw new NudgeError(
      'bad-request',
      `plane: expected points in different places, got ${scale === 0 ? 'some too far away' : 'all in one'}.`,
    );
  }
  return {
    ...mixture,
    means: means.map((value, i) => (value - centre[i % 2]!) * scale),
    variances: variances.map((variance) => variance * scale ** 2),
  };
}
