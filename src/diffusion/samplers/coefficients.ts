// One reverse step of either sampler as five numbers. Both are the same line of arithmetic,
//
//     x_prev = ofX0·x̂_0 + ofXt·x_t + s·shift·g + σ·z      and      guided x̂_0 = x̂_0 + s·x0Shift·g
//
// DDPM: the mean of q(x_prev | x_t, x̂_0) (Ho et al. 2020, eq. 7) with Algorithm 1 of Dhariwal & Nichol 2021.
// DDIM: eq. 12 of Song et al. 2021 with Algorithm 2, where ε is shifted by -s·√(1-ᾱ)·g and x̂_0 follows it.

import type { Samples } from '../../terms/sample';
import type { Sampler } from '../../terms/scheduler';
import type { Transition } from '../../terms/transition';

/** The same for all numbers of a batch, or one for each, [B, H, W, C]. */
export type PerNumber = number | Samples;

export function numberAt(value: PerNumber, i: number): number {
  return typeof value === 'number' ? value : value[i]!;
}

/** `V`: what depends on Σ is a number, or one for each. */
export interface Coefficients<V extends PerNumber = number> {
  readonly ofX0: number;
  readonly ofXt: number;
  /** What s·g is multiplied by in x_prev: Σ in Algorithm 1, its counterpart in Algorithm 2. */
  readonly shift: V;
  /** And in x̂_0: 0 in Algorithm 1. */
  readonly x0Shift: number;
  /** The standard deviation of the noise. */
  readonly sigma: V;
}

type At = Pick<Transition, 'alphaCumprod' | 'alphaCumprodPrev' | 'beta' | 'variance'>;

/** @param learned Σ of each number, which only DDPM takes; absent: that of the transition for all */
export function coefficients(sampler: Sampler['kind'], at: At): Coefficients;
export function coefficients(sampler: Sampler['kind'], at: At, learned?: Samples): Coefficients<PerNumber>;
export function coefficients(sampler: Sampler['kind'], at: At, learned?: Samples): Coefficients<PerNumber> {
  const { alphaCumprod: a, alphaCumprodPrev: aPrev, beta, variance } = at;
  const sigma = Math.sqrt(variance);
  const silent = a === 0; // x_t says nothing of x_0, so p(y | x_t) has nothing to follow
  if (sampler === 'ddpm') {
    return {
      ofX0: (Math.sqrt(aPrev) * beta) / (1 - a),
      ofXt: (Math.sqrt(1 - beta) * (1 - aPrev)) / (1 - a),
      shift: silent ? 0 : (learned ?? variance),
      x0Shift: 0,
      sigma: learned?.map(Math.sqrt) ?? sigma,
    };
  }
  const residual = Math.sqrt(1 - a);
  const toward = Math.sqrt(Math.max(0, 1 - aPrev - variance));
  const ofXt = toward / residual;
  return {
    ofX0: Math.sqrt(aPrev) - ofXt * Math.sqrt(a),
    ofXt,
    shift: silent ? 0 : residual * ((Math.sqrt(aPrev) * residual) / Math.sqrt(a) - toward),
    x0Shift: silent ? 0 : (1 - a) / Math.sqrt(a),
    sigma,
  };
}
