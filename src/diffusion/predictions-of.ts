// What the two halves of classifier-free guidance predict in a step, and what it makes of them. A Step does not carry it,
// for it follows from what the step holds.

import { scaleAt } from '../terms/lane';
import type { Samples } from '../terms/sample';
import type { Step } from '../terms/step';
import { splitOutput } from './learned-variance';
import { combined } from './rules/classifier-free';

/** ε, x_0 or v, [B, H, W, C]; all three the same of lanes that are not steered so. */
export interface Predictions {
  /** p_u. */
  readonly without: Samples;
  /** p_c. */
  readonly withClass: Samples;
  /** p_u + s(p_c - p_u). */
  readonly combined: Samples;
}

/** @param channels C */
export function predictionsOf(step: Step, channels: number): Predictions {
  const { xt, modelOutput, conditional, lanes, transition } = step;
  // where Σ is learned, it stands in a second half
  const learned = modelOutput.length > xt.length ? ({ type: 'learned_range', channels } as const) : null;
  const without = splitOutput(modelOutput, learned).prediction;
  if (conditional === undefined) return { without, withClass: without, combined: without };
  const withClass = splitOutput(conditional, learned).prediction;
  const scales = lanes.map((lane) => scaleAt(lane, transition.t));
  return { without, withClass, combined: combined(without, withClass, scales) };
}
