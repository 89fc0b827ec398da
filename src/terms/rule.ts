// When a chain asks its guide, and what it does with the gradient. A rule is data of the run; its arithmetic is
// diffusion's.

export type GuidanceRule = MeanShift | Updates;

/**
 * Algorithms 1 and 2 of Dhariwal & Nichol 2021: the guide is asked about x_t at t, and the mean (DDPM) or ε (DDIM) is
 * moved before the noise is added.
 */
export interface MeanShift {
  readonly kind: 'mean-shift';
}

/**
 * Diffusion-LM's control (Li et al. 2022, §4.3): x_prev, with its noise, is updated K times,
 * x ← x + s·length·sign(∇log p(y | x) - 2·weight·(x - mean)/σ), with the guide asked at prev t.
 */
export interface Updates {
  readonly kind: 'updates';
  /** K. */
  readonly count: number;
  readonly length: number;
  /** λ, which draws x back to the mean. */
  readonly weight: number;
  /** The last share of the steps, in which nothing is updated: words are settled there. */
  readonly quiet: number;
  /** Whether the sign of the gradient is taken, or the gradient itself. */
  readonly sign: boolean;
  /** The length is multiplied by (t / T)^decay, at prev t; absent: 0. */
  readonly decay?: number;
  /** A lane whose p is above this is left alone; absent: 1, none is. */
  readonly sure?: number;
}

export const meanShift: MeanShift = { kind: 'mean-shift' };
