// DDIM's step (Song et al. 2021, eq. 12) with Algorithm 2 of Dhariwal & Nichol 2021: ε is shifted by
// -s·sqrt(1-ᾱ)·g, and x̂_0 follows it.

import type { Samples } from '../../terms/sample';
import type { Transition } from '../transitions';
import type { Move } from './ddpm';

/**
 * `mean` is the step without guidance and without noise; `meanShift` is what guidance adds to it:
 * s·sqrt(1-ᾱ_t)·[sqrt(ᾱ_prev·(1-ᾱ_t)/ᾱ_t) - sqrt(1-ᾱ_prev-σ²)]·g.
 *
 * @param predX0 after clipping; ε is taken anew from it, and the guided x̂_0 is not clipped again
 * @param scales s of each lane: [B]
 * @param gradient null where nothing guides
 * @param noise null where none is added
 */
export function ddimMove(
  { alphaCumprod, alphaCumprodPrev, variance }: Transition,
  xt: Samples,
  predX0: Samples,
  gradient: Samples | null,
  scales: readonly number[],
  noise: Samples | null,
): Move {
  const signal = Math.sqrt(alphaCumprod);
  const residual = Math.sqrt(1 - alphaCumprod);
  const signalPrev = Math.sqrt(alphaCumprodPrev);
  const towardXt = Math.sqrt(Math.max(0, 1 - alphaCumprodPrev - variance));
  const shiftPerGradient = residual * ((signalPrev * residual) / signal - towardXt);
  const sigma = Math.sqrt(variance);
  const guidedPredX0 = new Float32Array(xt.length);
  const mean = new Float32Array(xt.length);
  const meanShift = new Float32Array(xt.length);
  const xPrev = new Float32Array(xt.length);
  const size = xt.length / scales.length;
  scales.forEach((scale, lane) => {
    for (let i = lane * size; i < (lane + 1) * size; i++) {
      const x = xt[i]!;
      const g = gradient === null ? 0 : gradient[i]!;
      const epsC = (x - signal * predX0[i]!) / residual;
      const epsG = epsC - scale * residual * g;
      guidedPredX0[i] = (x - residual * epsG) / signal;
      mean[i] = signalPrev * predX0[i]! + towardXt * epsC;
      meanShift[i] = scale * shiftPerGradient * g;
      xPrev[i] = mean[i]! + meanShift[i]! + (noise === null ? 0 : sigma * noise[i]!);
    }
  });
  return { guidedPredX0, mean, meanShift, xPrev };
}
