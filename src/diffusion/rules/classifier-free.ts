// Classifier-free guidance (terms/rule): which classes the denoiser is asked with, and the combination p.

import { classOf } from '../../terms/target';
import type { Lane } from '../../terms/lane';
import type { Samples } from '../../terms/sample';

/**
 * The classes with which the denoiser is asked, [B], -1 for none; null where no lane asks.
 *
 * @param always whether it is asked with a class only: then every lane asks
 */
export function classesOfLanes(
  lanes: readonly Pick<Lane, 'rule' | 'target'>[],
  always: boolean,
): Int32Array | null {
  const classes = Int32Array.from(lanes, ({ rule, target }) =>
    always || rule ? (classOf(target) ?? -1) : -1,
  );
  return classes.some((index) => index >= 0) ? classes : null;
}

/**
 * @param without p_u, [B, ...]
 * @param withClass p_c, [B, ...], and of lanes that are not asked p_u
 * @param scales s of each lane, [B]
 * @returns p, [B, ...]
 */
export function combined(without: Samples, withClass: Samples, scales: readonly number[]): Samples {
  const size = without.length / scales.length;
  return without.map((p, i) => p + scales[Math.floor(i / size)]! * (withClass[i]! - p));
}
