// DDPM's reverse step with Algorithm 1 of Dhariwal & Nichol 2021: the mean is shifted by s·Σ·g.

import type { Samples } from '../../terms/sample';
import type { Transition } from '../transitions';

export interface Move {
  readonly guidedPredX0: Samples; // [B, H, W, C]
  readonly mean: Samples; // [B, H, W, C]
  readonly meanShift: Samples; // [B, H, W, C]
  readonly xPrev: Samples; // [B, H, W, C]
}

/**
 * mean of q(x_prev | x_t, x̂_0) (Ho et al. 2020, eq. 7), meanShift = s·Σ·g, x_prev = mean + meanShift + sqrt(Σ)·z.
 *
 * @param scales s of each element's lane: [B]
 * @param gradient null where nothing guides
 * @param noise null where none is added
 */
export function ddpmMove(
  { alphaCumprod, alphaCumprodPrev, beta, variance }: Transition,
  xt: Samples,
  predX0: Samples,
  gradient: Samples | null,
  scales: readonly number[],
  noise: Samples | null,
): Move {
  const ofX0 = (Math.sqrt(alphaCumprodPrev) * beta) / (1 - alphaCumprod);
  const ofXt = (Math.sqrt(1 - beta) * (1 - alphaCumprodPrev)) / (1 - alphaCumprod);
  const sigma = Math.sqrt(variance);
  const mean = new Float32Array(xt.length);
  const meanShift = new Float32Array(xt.length);
  const xPrev = new Float32Array(xt.length);
  const size = xt.length / scales.length;
  scales.forEach((scale, lane) => {
    for (let i = lane * size; i < (lane + 1) * size; i++) {
      const m = ofX0 * predX0[i]! + ofXt * xt[i]!;
      const shift = gradient === null ? 0 : scale * variance * gradient[i]!;
      mean[i] = m;
      meanShift[i] = shift;
      xPrev[i] = m + shift + (noise === null ? 0 : sigma * noise[i]!);
    }
  });
  return { guidedPredX0: predX0, mean, meanShift, xPrev };
}
