// What weighs the error of each t in the denoiser's loss, for what the network predicts: ε-error times one is Ho et al.'s
// L_simple (2020, eq. 14), times w_t it is L_vlb, the bound (eq. 12). Only ratios count, so the mean over t is 1.

import type { LossWeighting } from '../terms/plane';
import type { SchedulerConfig } from '../terms/scheduler';
import { predictionCoefficients } from './prediction';
import { createSchedule, signalToNoise } from './schedule';

/** Per unit of ‖goal - output‖² at t, [T]. */
export function lossWeights(scheduler: SchedulerConfig, weighting: LossWeighting): Float64Array {
  const { alphasCumprod } = createSchedule(scheduler);
  if (weighting === 'prediction') return alphasCumprod.map(() => 1);
  const bits = weighting === 'vlb' ? boundWeights(alphasCumprod) : null;
  const raw = alphasCumprod.map((alphaCumprod, t) => {
    const { ofOutput } = predictionCoefficients(scheduler.predictionType, alphaCumprod).eps;
    return ofOutput ** 2 * (bits === null ? 1 : bits[t]!);
  });
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / raw.length;
  return raw.map((weight) => weight / mean);
}

/**
 * Nats that one unit of ε-error costs at each t under fixed_small: w_t = ½(SNR(t-1)/SNR(t) - 1), and at t = 0 what it
 * costs a Gaussian of the variance that the last step has (β̃ of t = 1). [T]
 */
export function boundWeights(alphasCumprod: Float64Array): Float64Array {
  const snr = alphasCumprod.map(signalToNoise);
  const last = lastVariance(alphasCumprod);
  return snr.map((now, t) => (t === 0 ? 1 / (2 * now * last) : (snr[t - 1]! / now - 1) / 2));
}

/** β̃ at t = 1, which stands for that of t = 0, where it would be 0. */
function lastVariance(alphasCumprod: Float64Array): number {
  const [first = 0, second = first] = alphasCumprod;
  return second === first ? 1 - first : ((1 - second / first) * (1 - first)) / (1 - second);
}
