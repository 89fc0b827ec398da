// The judge's beliefs, read as verdicts.

import type { Verdict } from '../terms/networks';

/** The most probable label of each of `n` samples; probs is [n, K]. */
export function verdictsOf(probs: Float32Array, n: number): Verdict[] {
  const K = probs.length / n;
  return Array.from({ length: n }, (_, i) => {
    const own = probs.subarray(i * K, (i + 1) * K);
    const probability = Math.max(...own);
    return { label: own.indexOf(probability), probability };
  });
}
