// The belief of a guide about one lane of a step.

import { guidanceOf, type Step, type Update } from './step';

/** The guide's belief about one lane; null where it has none, as of one that no guide is asked about. */
export function beliefsAbout(
  step: Pick<Step, 'guidance' | 'lanes'> & { readonly updates: readonly Pick<Update, 'guidance'>[] },
  lane: number,
): Float32Array | null {
  const beliefs = guidanceOf(step)?.beliefs ?? null;
  if (beliefs === null || step.lanes[lane]?.rule !== undefined) return null;
  const size = beliefs.length / step.lanes.length;
  return beliefs.subarray(lane * size, (lane + 1) * size);
}
