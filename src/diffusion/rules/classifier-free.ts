// Classifier-free guidance (Ho & Salimans 2022): what the denoiser predicts, with the class (p_c) and without (p_u),
// becomes p = p_u + s·(p_c - p_u), of ε, x_0 or v as it may be. s = 0 is the model without a class, s = 1 the one with it.

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
