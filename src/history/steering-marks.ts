// Where in a run the target, scale, interval or guide changed: of the first lane where one did, since all are steered alike, each in
// the form of its own guide.

import { sameInterval, type Interval } from '../terms/interval';
import type { Lane } from '../terms/lane';
import { sameTarget, type Target } from '../terms/target';
import type { StepRecord } from './step-record';

/** A change of what steers, for the timeline. */
export interface SteeringMark {
  /** The first step that used the new values. */
  readonly index: number;
  readonly t: number;
  /** The new value; null where it stayed. */
  readonly target: Target | null;
  readonly guidanceScale: number | null;
  /** The timesteps in which s acts from here on, null being all; null where they stayed. */
  readonly guidanceInterval: { readonly acts: Interval | null } | null;
  /** Id of the guide that steers from here on, undefined being the pack's first; null where it stayed. */
  readonly guide: { readonly id: string | undefined } | null;
}

/** A slider that is dragged changes its value many times: changes in successive steps are one mark, the last. */
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
    const guidanceInterval = sameInterval(lane.guidanceInterval, before.guidanceInterval)
      ? null
      : { acts: lane.guidanceInterval ?? null };
    const guide = lane.guide === before.guide ? null : { id: lane.guide };
    const mark: SteeringMark = { index, t: step.t, target, guidanceScale, guidanceInterval, guide };
    const slid = sliderOf(mark);
    const last = marks.at(-1);
    if (last?.index === index - 1 && slid !== null && sliderOf(last) === slid) marks.pop();
    marks.push(mark);
  }
  return marks;
}

function steersAlike(a: Lane, b: Lane | undefined): boolean {
  return (
    b === undefined ||
    (a.guidanceScale === b.guidanceScale &&
      a.guide === b.guide &&
      sameInterval(a.guidanceInterval, b.guidanceInterval) &&
      sameTarget(a.target, b.target))
  );
}

/** The slider that a mark comes from; null where it says something else too. */
function sliderOf(mark: SteeringMark): 'scale' | 'interval' | null {
  if (mark.target !== null || mark.guide !== null) return null;
  if (mark.guidanceScale === null) return 'interval';
  return mark.guidanceInterval === null ? 'scale' : null;
}
