// The judge's beliefs, read as verdicts.

import type { Reading, Verdict } from '../terms/networks';
import type { Slot } from '../terms/pack-info';

/** The most probable label of each slot of `n` samples; probs is [n, Σ K]. @param slots absent: one */
export function verdictsOf(probs: Float32Array, n: number, slots?: readonly Slot[]): Verdict[] {
  const counts = slots?.map(({ labels }) => labels.length) ?? [probs.length / n];
  let at = 0;
  return Array.from({ length: n }, () => {
    const [first, ...others] = counts.map((count): Reading => {
      const own = probs.subarray(at, (at += count));
      const probability = Math.max(...own);
      return { label: own.indexOf(probability), probability };
    });
    return others.length === 0 ? first! : { ...first!, others };
  });
}
