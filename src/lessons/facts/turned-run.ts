// Runs that were asked for something else on their way: another class, or another s in one step.

import { currentPath, type State } from '../../history/state';
import { guidedRun, largestNudge, leftRun, type GuidedStep } from './guided-run';

/** The step that was taken twice from the same x_t, with another s. */
export function takenTwice(state: State): readonly [before: GuidedStep, now: GuidedStep] | null {
  const { branchedAt } = currentPath(state);
  if (branchedAt === null) return null;
  const now = guidedRun(state)?.steps[branchedAt];
  const before = leftRun(state)?.steps[branchedAt];
  if (now === undefined || before === undefined || now.t !== before.t) return null;
  if (now.asked !== before.asked || now.scale === before.scale || before.scale === 0) return null;
  return before.nudge > 0 ? [before, now] : null;
}

/** A finished run in which the class was changed once, and nothing else. */
export function turnedRun(state: State) {
  const done = guidedRun(state);
  if (done === null || !done.complete || done.verdicts === null) return null;
  const [first] = done.steps;
  const last = done.steps.at(-1);
  if (first === undefined || last === undefined || first.asked === last.asked) return null;
  const at = done.steps.findIndex(({ asked }) => asked !== first.asked);
  const isOne = done.steps.slice(at).every(({ asked }) => asked === last.asked);
  const before = done.steps[at - 1];
  const turn = done.steps[at];
  if (!isOne || before === undefined || turn === undefined) return null;
  if (done.steps.some(({ scale }) => scale !== first.scale || scale === 0)) return null;
  const [earlier, after] = [largestNudge(done.steps.slice(0, at)), largestNudge(done.steps.slice(at))];
  if (earlier === null || after === null) return null;
  return {
    done,
    before,
    turn,
    /** The steps of the largest nudge until then, and from then on. */
    earlier,
    after,
    /** Steps from the turn to the end. */
    left: done.steps.length - at,
    read: done.verdicts[0].label,
    alone: done.verdicts[1].label,
  };
}
