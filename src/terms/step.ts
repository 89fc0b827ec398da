// One transition x_t → x_prev, with every quantity of it. A step is a value: everything on screen is drawn
// from it, and a run can be started again from any.

import type { Lane } from './lane';
import type { Guidance } from './networks';
import type { RunRule } from './rule';
import type { Samples } from './sample';
import type { Transition } from './transition';

/** One of the K updates of x_prev. */
export interface Update {
  /** What the guide was asked about, at prev t: x_prev as the updates before have left it. */
  readonly x: Samples; // [B, H, W, C]
  readonly guidance: Guidance;
}

/**
 * One transition x_t → x_prev of all lanes, with everything that is shown of it. Arrays are [B, H, W, C]
 * flat.
 */
export interface Step {
  readonly transition: Transition;
  /** Target, scale and seed that this step used. */
  readonly lanes: readonly Lane[];
  readonly rule: RunRule;
  /** False where x̂_0 was left as it was predicted; absent: it was clipped or moved to the nearest embeddings. */
  readonly clamp?: boolean;
  readonly xt: Samples; // [B, H, W, C]
  /** x̂_0 of the step before, as it was predicted, that a self-conditioned denoiser was given; null for zeros. */
  readonly before: Samples | null; // [B, H, W, C]
  /** The denoiser's output as the scheduler's prediction type says: ε, x_0 or v; where Σ is learned, that too. */
  readonly modelOutput: Samples; // [B, H, W, C] or [B, H, W, 2C]
  /**
   * The same output with the class, p_c, of lanes that are steered classifier-free; of other lanes the output itself.
   * Absent: of none.
   */
  readonly conditional?: Samples; // as modelOutput
  /** What the guide said of x_t: g = ∇_{x_t} log p_φ(y | x_t, t) and more; null without a guide, and under K updates. */
  readonly guidance: Guidance | null;
  /** K updates of x_prev, in their order; empty under another rule and in the quiet steps. */
  readonly updates: readonly Update[];
  readonly eps: Samples; // [B, H, W, C]
  /** The model's x̂_0 at t, after it was clipped or moved to the nearest embeddings, before guidance. */
  readonly predX0: Samples; // [B, H, W, C]
  /** x̂_0 after guidance; the very same array as `predX0` where guidance leaves it alone. */
  readonly guidedPredX0: Samples; // [B, H, W, C]
  /** Σ of each number, where it is learned and the sampler has a use for it; absent: `transition.variance` of all. */
  readonly variance?: Samples; // [B, H, W, C]
  /** Mean of x_prev before guidance. */
  readonly mean: Samples; // [B, H, W, C]
  /** The nudge: what guidance adds to x_prev. */
  readonly meanShift: Samples; // [B, H, W, C]
  /** z; null at steps that add no noise. */
  readonly noise: Samples | null; // [B, H, W, C]
  readonly xPrev: Samples; // [B, H, W, C]
}

/** What the guide said in a step: of x_t, or under K updates when it was first asked. */
export function guidanceOf({
  guidance,
  updates,
}: Pick<Step, 'guidance'> & { readonly updates: readonly Pick<Update, 'guidance'>[] }): Guidance | null {
  return guidance ?? updates[0]?.guidance ?? null;
}
