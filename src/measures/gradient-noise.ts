// How much of a batch's gradient is chance, from the inner products of several batches' gradients at the same parameters:
// tr Σ / ‖G‖², its variance over the squared length of what all batches have in common (McCandlish et al. 2018). It does
// not depend on how the loss is scaled, and says how many such batches make noise and signal equal.

import { jackknife } from './jackknife';
import type { Estimate } from './shares';

/** Unbiased in both parts. @param products g_i · g_j, [K, K] @param chosen which batches, at least two */
function ratioOf(products: ArrayLike<number>, chosen: readonly number[]): number {
  const K = Math.sqrt(products.length);
  let [same, other] = [0, 0];
  for (const i of chosen) {
    for (const j of chosen) {
      if (i === j) same += products[i * K + j]!;
      else other += products[i * K + j]!;
    }
  }
  const length = same / chosen.length;
  const common = other / (chosen.length * (chosen.length - 1));
  return common > 0 ? (length - common) / common : Infinity;
}

/**
 * With a 95 % interval, taken on the scale of its logarithm.
 *
 * @param products of K batches, [K, K]
 * @returns Infinity where the batches have nothing in common
 */
export function noiseOfGradient(products: ArrayLike<number>): Estimate {
  const batches = Array.from({ length: Math.sqrt(products.length) }, (_, i) => i);
  const of = (chosen: readonly number[]): number => Math.log(ratioOf(products, chosen));
  const { value, low, high } = jackknife(batches, { of });
  if (!Number.isFinite(value) || Number.isNaN(low)) return { value: Math.exp(value), low: 0, high: Infinity };
  return { value: Math.exp(value), low: Math.exp(low), high: Math.exp(high) };
}
