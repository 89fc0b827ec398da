// One of the K updates of Diffusion-LM's control (Li et al. 2022, §4.3 and its code): its AdaGrad is built anew for
// every update, and the first step of AdaGrad is the sign of the gradient times the rate.

import type { Updates } from '../../terms/rule';
import type { Samples } from '../../terms/sample';

/**
 * x ← x + s·length·sign(g - 2·weight·(x - mean)/σ); without the sign where the rule says so.
 *
 * @param x x_prev with its noise, as the updates before have left it, [B, ...]
 * @param mean of x_prev, before guidance and noise, [B, ...]
 * @param gradient ∇log p at x and prev t, [B, ...]
 * @param scales s of each lane, [B]
 * @param sigma of the step's noise; where there is none, 1
 */
export function update(
  { length, weight, sign }: Pick<Updates, 'length' | 'weight' | 'sign'>,
  x: Samples,
  mean: Samples,
  gradient: Samples,
  scales: readonly number[],
  sigma: number,
): Samples {
  const size = x.length / scales.length;
  const back = (2 * weight) / (sigma || 1);
  return x.map((value, i) => {
    const force = gradient[i]! - back * (value - mean[i]!);
    return value + scales[Math.floor(i / size)]! * length * (sign ? Math.sign(force) : force);
  });
}
