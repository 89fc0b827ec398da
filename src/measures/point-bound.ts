// The bound of points whose distribution is known in closed form, term by term, beside the least that any denoiser can
// reach: that of E[x_0 | x_t]. Points have densities and no levels, so that L_0 is the Gaussian's own and their bits can
// be negative. Each point has a bound of its own, on whose spread an interval rests.

import { coefficients } from '../diffusion/samplers/coefficients';
import { predictionCoefficients } from '../diffusion/prediction';
import type { Samples } from '../terms/sample';
import type { PredictionType } from '../terms/scheduler';
import { lossWeight, varianceBits, type BoundAt } from './bound';

/** At one t, point by point: means over its two coordinates. */
export interface PointTerms {
  readonly t: number;
  /** ‖ε - ε_θ‖² */
  readonly loss: Float64Array; // [n]
  /** The same of the exact denoiser. */
  readonly least: Float64Array;
  /** ‖ε* - ε_θ‖², which is what the first has more than the second, on average over the noise. */
  readonly excess: Float64Array;
}

interface PointAnswers {
  readonly eps: Samples; // [n, 2]
  readonly xt: Samples;
  /** As the network gave it, and as the exact denoiser does. */
  readonly output: Samples;
  readonly exact: Samples;
}

/** @param predictionType of both outputs, which are those at x_t */
export function pointTerms(
  { eps, xt, output, exact }: PointAnswers,
  { t, alphaCumprod }: Pick<BoundAt, 't' | 'alphaCumprod'>,
  predictionType: PredictionType,
): PointTerms {
  const { ofXt, ofOutput } = predictionCoefficients(predictionType, alphaCumprod).eps;
  const mean = (error: (i: number) => number): Float64Array =>
    new Float64Array(eps.length / 2).map((_, point) => (error(2 * point) + error(2 * point + 1)) / 2);
  return {
    t,
    loss: mean((i) => (eps[i]! - ofXt * xt[i]! - ofOutput * output[i]!) ** 2),
    least: mean((i) => (eps[i]! - ofXt * xt[i]! - ofOutput * exact[i]!) ** 2),
    excess: mean((i) => (ofOutput * (output[i]! - exact[i]!)) ** 2),
  };
}

/** Nats that one unit of ε-error costs at any t, t = 0 included. */
export function natsPerLoss(at: BoundAt): number {
  if (at.t > 0) return lossWeight(at);
  const { alphaCumprod, logVariance } = at;
  const { ofX0 } = coefficients('ddpm', { ...at, variance: 0 });
  return ((ofX0 ** 2 * (1 - alphaCumprod)) / alphaCumprod) * (Math.exp(-logVariance) / 2);
}

/** Bits per coordinate of L_t, of an error; a density's at t = 0. */
export function bitsOfLoss(at: BoundAt, loss: number): number {
  const ofError = (natsPerLoss(at) * loss) / Math.LN2;
  if (at.t > 0) return ofError + varianceBits(at);
  return ofError + (Math.log(2 * Math.PI) + at.logVariance) / (2 * Math.LN2);
}
