// x_prev from x_t, x̂_0 and the gradient, for a batch of lanes: one loop for every sampler.

import type { Samples } from '../../terms/sample';
import { numberAt, type Coefficients, type PerNumber } from './coefficients';

export interface ReverseStep {
  /** The very same array as x̂_0 where guidance leaves it alone. */
  readonly guidedPredX0: Samples; // [B, H, W, C]
  /** Without guidance and without noise. */
  readonly mean: Samples; // [B, H, W, C]
  /** What guidance adds. */
  readonly meanShift: Samples; // [B, H, W, C]
  readonly xPrev: Samples; // [B, H, W, C]
}

/**
 * @param xt [B, H, W, C]
 * @param predX0 x̂_0 after clipping; the guided one is not clipped again
 * @param scales s of each lane, [B]
 * @param gradient g; null where nothing guides
 * @param noise z; null where none is added
 * @param steeredX0 x̂_0 of classifier-free guidance, and x̂_0 itself of lanes that have none of it; null where no lane has
 * @param steeredSigma its σ where the denoiser says σ: what that changes of the noise is part of the nudge; null elsewhere
 */
export function reverseStep(
  { ofX0, ofXt, shift, x0Shift, sigma }: Coefficients<PerNumber>,
  xt: Samples,
  predX0: Samples,
  scales: readonly number[],
  gradient: Samples | null,
  noise: Samples | null,
  steeredX0: Samples | null = null,
  steeredSigma: Samples | null = null,
): ReverseStep {
  const mean = new Float32Array(xt.length);
  const meanShift = new Float32Array(xt.length);
  const xPrev = new Float32Array(xt.length);
  const guidedPredX0 = x0Shift === 0 && steeredX0 === null ? predX0 : new Float32Array(xt.length);
  const size = xt.length / scales.length;
  scales.forEach((scale, lane) => {
    for (let i = lane * size; i < (lane + 1) * size; i++) {
      const x0 = predX0[i]!;
      const push = gradient === null ? 0 : scale * gradient[i]!;
      const away = steeredX0 === null ? 0 : steeredX0[i]! - x0;
      const m = ofX0 * x0 + ofXt * xt[i]!;
      const z = noise === null ? 0 : noise[i]!;
      const wider = steeredSigma === null ? 0 : steeredSigma[i]! - numberAt(sigma, i);
      const nudge = numberAt(shift, i) * push + ofX0 * away + wider * z;
      mean[i] = m;
      meanShift[i] = nudge;
      xPrev[i] = m + nudge + numberAt(sigma, i) * z;
      if (guidedPredX0 !== predX0) guidedPredX0[i] = x0 + x0Shift * push + away;
    }
  });
  return { guidedPredX0, mean, meanShift, xPrev };
}
