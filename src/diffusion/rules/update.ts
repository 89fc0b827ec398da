// One of the K updates of Diffusion-LM's control (Li et al. 2022, §4.3 and its code): its AdaGrad is built anew for
// every update, and the first step of AdaGrad is the sign of the gradient times the rate.

import type { Guidance } from '../../terms/networks';
import type { Updates } from '../../terms/rule';
import type { Samples } from '../../terms/sample';
import { numberAt, type PerNumber } from '../samplers/coefficients';

/** How far along its steps a chain is, for a rule whose length decays. */
export interface Moment {
  /** σ of the step's noise; where there is none, 1 is taken. */
  readonly sigma: PerNumber;
  /** prev t as a share of T, 0 to 1. */
  readonly share: number;
}

/**
 * x ← x + s·length·(t/T)^decay·sign(g - 2·weight·(x - mean)/σ); without the sign where the rule says so, and not at all
 * of a lane that is sure already.
 *
 * @param x x_prev with its noise, as the updates before have left it, [B, ...]
 * @param mean of x_prev, before guidance and noise, [B, ...]
 * @param said log p and its gradient at x and prev t, [B] and [B, ...]
 * @param scales s of each lane, [B]
 */
export function update(
  rule: Updates,
  x: Samples,
  mean: Samples,
  { value, gradient }: Pick<Guidance, 'value' | 'gradient'>,
  scales: readonly number[],
  { sigma, share }: Moment,
): Samples {
  const size = x.length / scales.length;
  const length = lengthAt(rule, share);
  const { sure = 1 } = rule;
  const lengths = scales.map((scale, lane) => (Math.exp(value[lane]!) > sure ? 0 : scale * length));
  return x.map((at, i) => {
    const back = (2 * rule.weight) / (numberAt(sigma, i) || 1);
    const force = gradient[i]! - back * (at - mean[i]!);
    return at + lengths[Math.floor(i / size)]! * (rule.sign ? Math.sign(force) : force);
  });
}

/** The length of an update at s = 1. @param share prev t as a share of T */
export function lengthAt({ length, decay = 0 }: Pick<Updates, 'length' | 'decay'>, share: number): number {
  return length * share ** decay;
}
