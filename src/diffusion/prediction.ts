// From the denoiser's output to x̂_0 and ε, for the three things it may have been trained to predict.

import { learnedOf, splitOutput } from './learned-variance';
import type { PackInfo } from '../terms/pack-info';
import type { Samples } from '../terms/sample';
import type { PredictionType } from '../terms/scheduler';
import type { Step } from '../terms/step';

export interface Prediction {
  /** ε_θ as the model means it. */
  readonly eps: Samples; // [B, H, W, C]
  /** Before it is projected; the very output where that is what was predicted. */
  readonly predX0: Samples; // [B, H, W, C]
}

/**
 * x̂_0 = (x_t - sqrt(1-ᾱ)·ε) / sqrt(ᾱ) (Ho et al. 2020, eq. 15); v = sqrt(ᾱ)·ε - sqrt(1-ᾱ)·x_0
 * (Salimans & Ho 2022, §4).
 */
export function interpret(
  xt: Samples,
  modelOutput: Samples,
  type: PredictionType,
  alphaCumprod: number,
): Prediction {
  const signal = Math.sqrt(alphaCumprod);
  const noise = Math.sqrt(1 - alphaCumprod);
  const eps = type === 'epsilon' ? modelOutput : new Float32Array(xt.length);
  if (type === 'sample') {
    return { eps: xt.map((x, i) => (x - signal * modelOutput[i]!) / noise), predX0: modelOutput };
  }
  const predX0 = new Float32Array(xt.length);
  for (let i = 0; i < xt.length; i++) {
    const x = xt[i]!;
    const out = modelOutput[i]!;
    if (type === 'epsilon') {
      predX0[i] = (x - noise * out) / signal;
    } else {
      predX0[i] = signal * x - noise * out;
      eps[i] = signal * out + noise * x;
    }
  }
  return { eps, predX0 };
}

/** How x̂_0 and ε follow from x_t and the output, linearly: each ofXt·x_t + ofOutput·output. */
export interface PredictionCoefficients {
  readonly x0: { readonly ofXt: number; readonly ofOutput: number };
  readonly eps: { readonly ofXt: number; readonly ofOutput: number };
}

/** Infinite where the output does not say it: ε from x̂_0 at ᾱ = 1, x̂_0 from ε at ᾱ = 0. */
export function predictionCoefficients(type: PredictionType, alphaCumprod: number): PredictionCoefficients {
  const signal = Math.sqrt(alphaCumprod);
  const noise = Math.sqrt(1 - alphaCumprod);
  switch (type) {
    case 'epsilon':
      return { x0: { ofXt: 1 / signal, ofOutput: -noise / signal }, eps: { ofXt: 0, ofOutput: 1 } };
    case 'sample':
      return { x0: { ofXt: 0, ofOutput: 1 }, eps: { ofXt: 1 / noise, ofOutput: -signal / noise } };
    case 'v_prediction':
      return { x0: { ofXt: signal, ofOutput: -noise }, eps: { ofXt: noise, ofOutput: signal } };
  }
}

/** What a denoiser is to give, of one number of x_0 and ε. */
export function predictionGoal(type: PredictionType, x0: number, eps: number, alphaCumprod: number): number {
  switch (type) {
    case 'epsilon':
      return eps;
    case 'sample':
      return x0;
    case 'v_prediction':
      return Math.sqrt(alphaCumprod) * eps - Math.sqrt(1 - alphaCumprod) * x0;
  }
}

/** x̂_0 of a step as it was predicted, before it was projected: what a self-conditioned denoiser sees next. */
export function predictedX0(
  { xt, modelOutput, transition }: Pick<Step, 'xt' | 'modelOutput' | 'transition'>,
  pack: Pick<PackInfo, 'scheduler' | 'sampleShape'>,
): Samples {
  const { prediction } = splitOutput(modelOutput, learnedOf(pack));
  return interpret(xt, prediction, pack.scheduler.predictionType, transition.alphaCumprod).predX0;
}
