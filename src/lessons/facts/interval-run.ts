// A run of pictures that was pushed in an interval of timesteps alone, beside its twin.

import { currentPath, settingsOf, type State } from '../../history/state';
import { largestNudge, steadyRun } from './guided-run';

export function pushedWithin(state: State) {
  const done = steadyRun(state);
  const acts = currentPath(state).steps[0]?.lanes[0]?.guidanceInterval ?? null;
  const asked = done?.steps[0]?.asked;
  if (done === null || acts === null || asked === undefined) return null;
  const [low, high] = acts;
  const last = done.steps.at(-1);
  const pushed = done.steps.filter(({ t }) => t >= low && t <= high);
  const inside = pushed.length;
  const most = largestNudge(pushed);
  if (last === undefined || most === null || inside === done.steps.length) return null;
  const { guides } = state.model.pack ?? { guides: [] };
  const guide = settingsOf(state).guide;
  const of = (index: number): string => done.classes[index] ?? String(index);
  return {
    acts,
    inside,
    all: done.steps.length,
    asked,
    /** The step of the largest nudge. */
    most,
    /** The classifier's largest belief in a step that was pushed, and the picture's share in the last of them. */
    surest: Math.max(...pushed.map(({ belief: each }) => each)),
    signal: Math.max(...pushed.map((step) => step.signal)),
    chance: 1 / done.classes.length,
    /** The classifier's, of what the last step begins with. */
    belief: last.belief,
    twinBelief: last.twinBelief,
    last: last.t,
    read: done.verdicts[0].label,
    surety: done.verdicts[0].probability,
    /** What the judge gives the class that was asked for; at most so much where it reads another one. */
    judged:
      done.verdicts[0].label === asked ? done.verdicts[0].probability : 1 - done.verdicts[0].probability,
    alone: done.verdicts[1].label,
    smoothedFrom: guides.find(({ id }) => guide === null || id === guide)?.smoothedFrom ?? null,
    of,
  };
}

export type PushedWithin = NonNullable<ReturnType<typeof pushedWithin>>;
