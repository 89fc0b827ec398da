// What a scheduler_config.json says, checked and with diffusers' defaults filled in. The tables made of it
// are diffusion's business.

export type BetaSchedule = 'linear' | 'scaled_linear' | 'squaredcos_cap_v2' | 'sigmoid';
/**
 * What the denoiser's output is: ε, x_0, or v = √ᾱ·ε - √(1-ᾱ)·x_0 (Salimans & Ho 2022). Names as in
 * diffusers.
 */
export type PredictionType = 'epsilon' | 'sample' | 'v_prediction';
export type TimestepSpacing = 'leading' | 'trailing' | 'linspace';
/** Σ of p_θ(x_prev | x_t): β̃ (`fixed_small`) or β (`fixed_large`). */
export type FixedVariance = 'fixed_small' | 'fixed_large';
/** Or the denoiser gives it, number by number (diffusion/learned-variance). */
export type LearnedVariance = 'learned' | 'learned_range';
/** Σ of p_θ(x_prev | x_t), by diffusers’ name. */
export type VarianceType = FixedVariance | LearnedVariance;

/** Of x̂_0, sample by sample: diffusers' `thresholding`. */
export interface Thresholding {
  /** Of the magnitudes that are within the edge. */
  readonly ratio: number;
  /** The edge is never further out. */
  readonly most: number;
}

/** diffusers' scheduler_config.json, checked, with its defaults filled in. */
export interface SchedulerConfig {
  /** T, at most 100,000. */
  readonly trainTimesteps: number;
  readonly betaSchedule: BetaSchedule;
  readonly betaStart: number;
  readonly betaEnd: number;
  /** β_t given one by one (length T); overrides the schedule. */
  readonly trainedBetas: readonly number[] | null;
  /** The β's are rescaled until ᾱ_{T-1} = 0 (Lin et al. 2024, algorithm 1); absent: they are not. */
  readonly zeroTerminalSnr?: true;
  readonly varianceType: VarianceType;
  /** predX0 is clipped to ± this; null leaves it alone. */
  readonly clipRange: number | null;
  /** Instead of clipping; absent: none. */
  readonly thresholding?: Thresholding;
  readonly predictionType: PredictionType;
  readonly timestepSpacing: TimestepSpacing;
  /** Added to the timesteps of `leading`. */
  readonly stepsOffset: number;
  /** Whether ᾱ_prev of the last step is 1 (always so in DDPM) or ᾱ_0. */
  readonly setAlphaToOne: boolean;
}

/** The samplers by their names, as addresses say them. */
export const samplerKinds = ['ddpm', 'ddim'] as const satisfies readonly Sampler['kind'][];

/** Which arithmetic takes x_t to x_prev. `eta` is η of DDIM (Song et al. 2021, eq. 16): 0 adds no noise. */
export type Sampler = { readonly kind: 'ddpm' } | { readonly kind: 'ddim'; readonly eta: number };
