// One sample being denoised. A run is a batch of lanes; what steers it is a vector over them.

import type { MaybeInterval } from './interval';
import type { Target } from './target';

export interface Lane {
  /** y. It does not matter where there is no guide. */
  readonly target: Target;
  /** s, ≥ 0; at 0 the lane is not guided (its belief and gradient are still shown). */
  readonly guidanceScale: number;
  /** Key of the lane's noise: an integer, 0 to 2^53 - 1. Lanes with one seed see the same noise. */
  readonly seed: number;
  /** Id of the guide that steers; absent: the pack's first. */
  readonly guide?: string;
  /** The timesteps in which s acts; null or absent: all of them. */
  readonly guidanceInterval?: MaybeInterval;
}

/** s at a timestep: 0 outside of the lane's interval. */
export function scaleAt(
  { guidanceScale, guidanceInterval }: Pick<Lane, 'guidanceScale' | 'guidanceInterval'>,
  t: number,
): number {
  const [low, high] = guidanceInterval ?? [t, t];
  return t >= low && t <= high ? guidanceScale : 0;
}
