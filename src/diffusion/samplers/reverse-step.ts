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

/** What classifier-free guidance makes of the denoiser's two answers. */
export interface Steered {
  /** x̂_0 of lanes that are steered so, and of the others x̂_0 as it is. */
  readonly predX0: Samples; // [B, H, W, C]
  /** Where the denoiser says σ: what it changes of the noise is part of the nudge. Null elsewhere. */
  readonly sigma: Samples | null; // [B, H, W, C]
}

/**
 * @param xt [B, H, W, C]
 * @param predX0 x̂_0 after clipping; the guided one is not clipped again
 * @param scales s of each lane, [B]
 * @param gradient g; null where nothing guides
 * @param noise z; null where none is added
 * @param steered null where no lane is steered classifier-free
 */
export function reverseStep(
  { ofX0, ofXt, shift, x0Shift, sigma }: Coefficients<PerNumber>,
  xt: Samples,
  predX0: Samples,
  scales: readonly number[],
  gradient: Samples | null,
  noise: Samples | null,
  steered: Steered | null = null,
): ReverseStep {
  const mean = new Float32Array(xt.length);
  const meanShift = new Float32Array(xt.length);
  const xPrev = new Float32Array(xt.length);
  const guidedPredX0 = x0Shift === 0 && steered === null ? predX0 : new Float32Array(xt.length);
  const size = xt.length / scales.length;
  const own = steered?.sigma ?? null;
  scales.forEach((scale, lane) => {
    for (let i = lane * size; i < (lane + 1) * size; i++) {
      const x0 = predX0[i]!;
      const push = gradient === null ? 0 : scale * gradient[i]!;
      const away = steered === null ? 0 : steered.predX0[i]! - x0;
      const m = ofX0 * x0 + ofXt * xt[i]!;
      const z = noise === null ? 0 : noise[i]!;
      const wider = own === null ? 0 : own[i]! - numberAt(sigma, i);
      const nudge = numberAt(shift, i) * push + ofX0 * away + wider * z;
      mean[i] = m;
      meanShift[i] = nudge;
      xPrev[i] = m + nudge + numberAt(sigma, i) * z;
      if (guidedPredX0 !== predX0) guidedPredX0[i] = x0 + x0Shift * push + away;
    }
  });
  return { guidedPredX0, mean, meanShift, xPrev };
}
