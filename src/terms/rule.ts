// When a chain asks its guide, and what it does with the gradient. A rule is data of the run; its arithmetic is
// diffusion's.

/** What a lane's step does with guidance. */
export type GuidanceRule = RunRule | ClassifierFree;

/** What a run does with the gradients of its guides. */
export type RunRule = MeanShift | Updates;

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

/**
 * Classifier-free guidance (Ho & Salimans 2022): no guide is asked but the denoiser twice, with the class and without, and
 * what it predicts becomes p = p_u + s·(p_c - p_u). s = 0 is the model without a class, s = 1 the one with it; their w is
 * s - 1. Lanes have it beside the run's rule.
 */
export interface ClassifierFree {
  readonly kind: 'classifier-free';
}

/** Algorithms 1 and 2 of Dhariwal & Nichol (2021): the sampler decides which. */
export const meanShift: MeanShift = { kind: 'mean-shift' };
/** Ho & Salimans (2022): the denoiser is asked with the class and without, and no guide is. */
export const classifierFree: ClassifierFree = { kind: 'classifier-free' };

/** What a run whose guide has a rule does with gradients: a rule that lanes have by themselves leaves it as usual. */
export function runRuleOf(rule: GuidanceRule | undefined): RunRule {
  return rule === undefined || rule.kind === 'classifier-free' ? meanShift : rule;
}

/** What its lanes have of it. */
export function laneRuleOf(rule: GuidanceRule | undefined): { readonly rule?: ClassifierFree } {
  return rule?.kind === 'classifier-free' ? { rule } : {};
}
