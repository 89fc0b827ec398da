// One transition x_t → x_prev, with every quantity of it. A step is a value: everything on screen is drawn
// from it, and a run can be started again from any.

import type { Lane } from './lane';
import type { Samples } from './sample';
import type { Transition } from './transition';

/** What the networks said of x_t: with the schedule and the lanes, everything else of a Step follows. */
export interface Observation {
  readonly transition: Transition;
  /** Target, scale and seed that this step used. */
  readonly lanes: readonly Lane[];
  readonly xt: Samples; // [B, H, W, C]
  /** The denoiser's output as the scheduler's prediction type says: ε, x_0 or v. */
  readonly modelOutput: Samples; // [B, H, W, C]
  /** g = ∇_{x_t} log p_φ(y | x_t, t), before scaling; null without a guide. */
  readonly gradient: Samples | null; // [B, H, W, C]
  /** log p_φ(y | x_t) of each lane's target, in nats; null without a guide. */
  readonly value: Float32Array<ArrayBuffer> | null; // [B]
  /** The noisy classifier's belief p_φ(· | x_t); null where the guide has no classes. */
  readonly classProbs: Float32Array<ArrayBuffer> | null; // [B, K]
}

export interface Step extends Observation {
  readonly eps: Samples; // [B, H, W, C]
  /** The model's x̂_0 at t, after clipping, before guidance. */
  readonly predX0: Samples; // [B, H, W, C]
  /** x̂_0 after guidance; the very same array as `predX0` in DDPM. */
  readonly guidedPredX0: Samples; // [B, H, W, C]
  /** Mean of x_prev before guidance. */
  readonly mean: Samples; // [B, H, W, C]
  /** The nudge: what guidance adds to x_prev. */
  readonly meanShift: Samples; // [B, H, W, C]
  /** z; null at steps that add no noise. */
  readonly noise: Samples | null; // [B, H, W, C]
  readonly xPrev: Samples; // [B, H, W, C]
}
