// From the denoiser's output to x̂_0 and ε, for the three things it may have been trained to predict.

import type { Samples } from '../terms/sample';
import type { PredictionType } from '../terms/scheduler';

export interface Prediction {
  /** ε_θ as the model means it, before any clipping of x̂_0. */
  readonly eps: Samples; // [B, H, W, C]
  readonly predX0: Samples; // [B, H, W, C], clipped to ± clipRange
}

/**
 * x̂_0 = (x_t - sqrt(1-ᾱ)·ε) / sqrt(ᾱ) (Ho et al. 2020, eq. 15); v = sqrt(ᾱ)·ε - sqrt(1-ᾱ)·x_0
 * (Salimans & Ho 2022, §4).
 *
 * @param clipRange null leaves x̂_0 alone
 */
export function interpret(
  xt: Samples,
  modelOutput: Samples,
  type: PredictionType,
  alphaCumprod: number,
  clipRange: number | null,
): Prediction {
  const signal = Math.sqrt(alphaCumprod);
  const noise = Math.sqrt(1 - alphaCumprod);
  const eps = type === 'epsilon' ? modelOutput : new Float32Array(xt.length);
  const predX0 = new Float32Array(xt.length);
  const limit = clipRange ?? Infinity;
  for (let i = 0; i < xt.length; i++) {
    const x = xt[i]!;
    const out = modelOutput[i]!;
    let x0: number;
    switch (type) {
      case 'epsilon':
        x0 = (x - noise * out) / signal;
        break;
      case 'sample':
        x0 = out;
        eps[i] = (x - signal * out) / noise;
        break;
      case 'v_prediction':
        x0 = signal * x - noise * out;
        eps[i] = signal * out + noise * x;
        break;
    }
    predX0[i] = Math.min(limit, Math.max(-limit, x0));
  }
  return { eps, predX0 };
}
