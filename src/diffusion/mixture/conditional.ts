// p(x_0 | y): the components of one class alone.

import { invariant } from '../../terms/errors';
import type { Mixture } from '../../terms/plane';

/** Its only class is `target`'s. */
export function conditionalMixture(mixture: Mixture, target: number): Mixture {
  const chosen = [...mixture.labels.keys()].filter((m) => mixture.labels[m] === target);
  const total = chosen.reduce((sum, m) => sum + mixture.weights[m]!, 0);
  const name = mixture.classes[target];
  invariant(
    name !== undefined && total > 0,
    `mixture: expected a class below ${mixture.classes.length}, got ${target}`,
  );
  return {
    means: Float64Array.from(chosen.flatMap((m) => [mixture.means[2 * m]!, mixture.means[2 * m + 1]!])),
    variances: Float64Array.from(chosen, (m) => mixture.variances[m]!),
    weights: Float64Array.from(chosen, (m) => mixture.weights[m]! / total),
    labels: new Int32Array(chosen.length),
    classes: [name],
  };
}
