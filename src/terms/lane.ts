// One sample being denoised. A run is a batch of lanes; what steers it is a vector over them.

import type { MaybeInterval } from './interval';
import type { ClassifierFree } from './rule';
import type { Target } from './target';

/** One sample of the batch: what it is steered toward, how strongly, and from which noise. */
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
  /** Of a lane that no guide steers but the denoiser's own class; absent: the run's rule. */
  readonly rule?: ClassifierFree;
}

/**
 * s at a timestep. Outside of the lane's interval a guide's is 0; of classifier-free guidance it is at most 1, the model
 * with its class (Kynkäänniemi et al. 2024).
 */
export function scaleAt(
  { guidanceScale, guidanceInterval, rule }: Pick<Lane, 'guidanceScale' | 'guidanceInterval' | 'rule'>,
  t: number,
): number {
  const [low, high] = guidanceInterval ?? [t, t];
  if (t >= low && t <= high) return guidanceScale;
  return rule ? Math.min(guidanceScale, 1) : 0;
}
