// What classifier-free guidance makes of the two predictions of a step. A Step does not carry it, for it follows from them.

import { scaleAt } from '../terms/lane';
import type { Samples } from '../terms/sample';
import type { Step } from '../terms/step';
import { combined } from './rules/classifier-free';

/** @returns p_u + s(p_c - p_u) of every lane, and of those that are not steered so the prediction itself, [B, H, W, C] */
export function combinedOf({ modelOutput, conditional, lanes, transition }: Step): Samples {
  if (conditional === undefined) return modelOutput;
  return combined(
    modelOutput,
    conditional,
    lanes.map((lane) => scaleAt(lane, transition.t)),
  );
}
