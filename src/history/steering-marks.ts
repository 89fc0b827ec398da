// Where in a run the guided lane's target or scale changed.

import { sameTarget, type Target } from '../terms/target';
import type { StepRecord } from './step-record';

/** All lanes are steered alike; the first one is guided wherever one is. */
const FIRST = 0;

export interface SteeringMark {
  /** The first step that used the new values. */
  readonly index: number;
  readonly t: number;
  /** The new value; null where it stayed. */
  readonly target: Target | null;
  readonly guidanceScale: number | null;
  /** Id of the guide that steers from here on, undefined being the pack's first; null where it stayed. */
  readonly guide: { readonly id: string | undefined } | null;
}

/** A slider that is dragged changes the scale many times: changes in successive steps are one mark, the last. */
export function steeringMarks(steps: readonly StepRecord[]): readonly SteeringMark[] {
  const marks: SteeringMark[] = [];
  for (let index = 1; index < steps.length; index++) {
    const before = steps[index - 1]?.lanes[FIRST];
    const step = steps[index];
    const lane = step?.lanes[FIRST];
    if (step === undefined || lane === undefined || before === undefined) continue;
    const target = sameTarget(lane.target, before.target) ? null : lane.target;
    const guidanceScale = lane.guidanceScale === before.guidanceScale ? null : lane.guidanceScale;
    const guide = lane.guide === before.guide ? null : { id: lane.guide };
    if (target === null && guidanceScale === null && guide === null) continue;
    const last = marks.at(-1);
    const joins =
      last !== undefined &&
      last.index === index - 1 &&
      isScaleAlone(last) &&
      target === null &&
      guide === null;
    if (joins) marks.pop();
    marks.push({ index, t: step.t, target, guidanceScale, guide });
  }
  return marks;
}

function isScaleAlone({ target, guide }: SteeringMark): boolean {
  return target === null && guide === null;
}
