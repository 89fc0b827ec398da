// The two things a chain asks for predictions. It knows neither tensors nor backends.

import type { Samples, SampleShape } from './sample';

/** (x_t, t) → ε, x_0 or v, as the scheduler's prediction type says. */
export interface Denoiser {
  readonly sampleShape: SampleShape;
  /**
   * @param xt [B, H, W, C]; not kept, not changed
   * @param t [B], the original timesteps 0..T-1
   * @returns a fresh array [B, H, W, C]
   */
  predict(xt: Samples, t: Float32Array): Promise<Samples>;
  dispose(): void;
}

export interface Guidance {
  /** log p where there is one, per lane. */
  readonly value: Float32Array<ArrayBuffer>; // [B]
  /** ∇_{x_t} value, before scaling. */
  readonly gradient: Samples; // [B, H, W, C]
  /** Belief over classes, softmaxed; null where there are none. */
  readonly classProbs: Float32Array<ArrayBuffer> | null; // [B, K]
}

/** (x_t, t, target, denoiser) → value and gradient. */
export interface Guide {
  /**
   * @param xt [B, H, W, C]; not kept, not changed
   * @param t [B]
   * @param targets [B], class indices
   * @param denoiser for guides on x̂_0, which differentiate through it
   */
  evaluate(xt: Samples, t: Float32Array, targets: Int32Array, denoiser: Denoiser): Promise<Guidance>;
  dispose(): void;
}

/** What denoiser and guide say of a batch of x_t. */
export interface Observed {
  /** The denoiser's output as the scheduler's prediction type says: ε, x_0 or v. */
  readonly modelOutput: Samples; // [B, H, W, C]
  /** null without a guide */
  readonly guidance: Guidance | null;
}

/** One finished sample as the independent judge sees it. */
export interface Verdict {
  readonly label: number;
  /** The judge's probability of that label. */
  readonly probability: number;
}

/** An independent classifier of clean samples: it measures and never guides. */
export interface Judge {
  /** @returns softmaxed beliefs [B, K] and the features before the last layer [B, F] */
  judge(
    x0: Samples,
  ): Promise<{ readonly probs: Float32Array<ArrayBuffer>; readonly features: Float32Array<ArrayBuffer> }>;
  dispose(): void;
}
