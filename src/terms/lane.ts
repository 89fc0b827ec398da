// One sample being denoised. A run is a batch of lanes; what steers it is a vector over them.

export interface Lane {
  /** Index of the class asked for, y. Meaningless where there is no guide; then 0. */
  readonly target: number;
  /** s of Algorithms 1 and 2, ≥ 0; at 0 the lane is not guided (its belief and gradient are still shown). */
  readonly guidanceScale: number;
  /** Key of the lane's noise: an integer, 0 to 2^53 - 1. Lanes with one seed see the same noise. */
  readonly seed: number;
}
