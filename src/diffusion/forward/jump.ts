// The forward process at once: q(x_t | x_0) = N(√ᾱ_t x_0, (1 - ᾱ_t) I) (Ho et al. 2020, eq. 4).

import type { Samples } from '../../terms/sample';

/**
 * x_t = √ᾱ_t·x_0 + √(1-ᾱ_t)·ε.
 *
 * @param x0 [B, H, W, C]
 * @param eps as x0
 * @returns a fresh array as x0
 */
export function jump(x0: Samples, eps: Samples, alphaCumprod: number): Samples {
  const signal = Math.sqrt(alphaCumprod);
  const noise = Math.sqrt(1 - alphaCumprod);
  return x0.map((x, i) => signal * x + noise * eps[i]!);
}
