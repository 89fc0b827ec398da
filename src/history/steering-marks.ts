// Where in a run the target, scale or guide changed: of the first lane where one did, since all are steered alike, each in
// the form of its own guide.

import type { Lane } from '../terms/lane';
import { sameTarget, type Target } from '../terms/target';
import type { StepRecord } from './step-record';

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
    const step = steps[index]!;
    const { lanes } = steps[index - 1]!;
    const changed =
      lanes === step.lanes ? -1 : step.lanes.findIndex((lane, i) => !steersAlike(lane, lanes[i]));
    const lane = step.lanes[changed];
    const before = lanes[changed];
    if (lane === undefined || before === undefined) continue;
    const target = sameTarget(lane.target, before.target) ? null : lane.target;
    const guidanceScale = lane.guidanceScale === before.guidanceScale ? null : lane.guidanceScale;
    const guide = lane.guide === before.guide ? null : { id: lane.guide };
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

function steersAlike(a: Lane, b: Lane | undefined): boolean {
  return (
    b === undefined ||
    (a.guidanceScale === b.guidanceScale && a.guide === b.guide && sameTarget(a.target, b.target))
  );
}

function isScaleAlone({ target, guide }: SteeringMark): boolean {
  return target === null && guide === null;
}
