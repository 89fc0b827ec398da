// ε̂ of Algorithm 2: the noise that, taken out of x_t, leaves the guided x̂_0. A Step does not carry it, for it
// follows from both.

import type { Step } from '../terms/step';

/** @returns ε̂ of one lane, [H, W, C] */
export function guidedEps(step: Step, lane: number): Float32Array {
  const { xt, guidedPredX0, transition, lanes } = step;
  const { alphaCumprod } = transition;
  const size = xt.length / Math.max(1, lanes.length);
  const signal = Math.sqrt(alphaCumprod);
  const residual = Math.sqrt(1 - alphaCumprod);
  const from = lane * size;
  return Float32Array.from({ length: size }, (_, at) => {
    return ((xt[from + at] ?? 0) - signal * (guidedPredX0[from + at] ?? 0)) / residual;
  });
}
