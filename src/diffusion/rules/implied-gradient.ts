// What classifier-free guidance would be as a gradient, for questions outside of a run.

import type { Lane } from '../../terms/lane';
import type { Guidance } from '../../terms/networks';
import type { Samples } from '../../terms/sample';
import type { PredictionType } from '../../terms/scheduler';
import { predictionCoefficients } from '../prediction';

/**
 * The gradient of the classifier that the two imply, ∇log p(y | x_t) = ∇log p(x_t | y) - ∇log p(x_t) =
 * -(ε_c - ε_u)/√(1-ᾱ).
 *
 * @param alphaCumprod ᾱ of each lane's t
 */
export function impliedGradient(
  without: Samples,
  withClass: Samples,
  type: PredictionType,
  alphaCumprod: (lane: number) => number,
  count: number,
): Samples {
  const gradient = new Float32Array(without.length);
  const size = without.length / count;
  for (let lane = 0; lane < count; lane++) {
    const a = alphaCumprod(lane);
    const factor = -predictionCoefficients(type, a).eps.ofOutput / Math.sqrt(1 - a);
    for (let i = lane * size; i < (lane + 1) * size; i++)
      gradient[i] = factor * (withClass[i]! - without[i]!);
  }
  return gradient;
}

/**
 * What guides have said of their lanes, and of the others what the denoiser implies, which has no belief and no log p.
 */
export function withImplied(
  said: Guidance | null,
  implied: Samples,
  lanes: readonly Pick<Lane, 'rule'>[],
): Guidance {
  const size = implied.length / lanes.length;
  const value = said?.value.slice() ?? new Float32Array(lanes.length);
  const gradient = said?.gradient.slice() ?? new Float32Array(implied.length);
  lanes.forEach(({ rule }, lane) => {
    if (rule === undefined) return;
    value[lane] = 0;
    gradient.set(implied.subarray(lane * size, (lane + 1) * size), lane * size);
  });
  return { value, gradient, beliefs: said?.beliefs ?? null };
}
