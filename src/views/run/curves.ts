// The curves along the way: of the lane that is looked at, of the one to compare it with, faintly of all others,
// and of the ghost.

import type { Series } from '../../plots/line-layout';
import { scaleAt } from '../../terms/lane';
import type { StepRecord } from '../../history/step-record';

export interface Curves {
  /** log p_φ(y | x_t). */
  readonly logP: readonly Series[];
  /** RMS per pixel of nudge and noise. */
  readonly size: readonly Series[];
}

/** Which of the two are guided: it gives their curves name and colour. */
export interface Guided {
  readonly large: boolean;
  readonly other: boolean;
  /** Id of the guide whose values are shown, as the lane that is looked at has it: those of another are of another kind. */
  readonly by?: string | undefined;
}

type Points = readonly (readonly [t: number, y: number])[];

export function curvesOf(
  steps: readonly StepRecord[],
  large: number,
  other: number | null,
  ghost: readonly StepRecord[],
  guided: Guided,
): Curves {
  const lanes = steps[0]?.lanes.length ?? 0;
  const rest = Array.from({ length: lanes }, (_, lane) => lane).filter(
    (lane) => lane !== large && lane !== other,
  );
  const logP: Series[] = rest.map((lane) => ({
    name: `lane ${lane}`,
    tone: 'faint',
    points: logPOf(steps, lane, guided.by),
  }));
  const size: Series[] = [
    { name: 'noise σ', tone: 'model', points: positive(steps, (step) => step.numbers.sigma) },
  ];
  if (ghost.length > 0) {
    logP.push({ name: 'ghost', tone: 'quiet', points: logPOf(ghost, large, guided.by) });
    size.push({ name: 'ghost', tone: 'quiet', points: nudgeOf(ghost, large) });
  }
  const look = (lane: number, isGuided: boolean) => lookOf(isGuided, isGuided && everGuided(steps, lane));
  if (other !== null) logP.push({ ...look(other, guided.other), points: logPOf(steps, other, guided.by) });
  logP.push({ ...look(large, guided.large), points: logPOf(steps, large, guided.by) });
  size.push({ name: 'nudge', tone: 'guide', points: nudgeOf(steps, large) });
  return { logP, size };
}

/** A lane that is there to be guided, and was never at s above 0, is named for that. */
function lookOf(isGuided: boolean, ever: boolean): Pick<Series, 'name' | 'tone'> {
  if (!isGuided) return { name: 'not guided', tone: 'model' };
  return ever ? { name: 'guided', tone: 'guide' } : { name: 's = 0', tone: 'ink' };
}

/** Whether any step could nudge a lane. */
export function everGuided(steps: readonly StepRecord[], lane: number): boolean {
  return steps.some(({ lanes, t }) => {
    const found = lanes[lane];
    return found !== undefined && scaleAt(found, t) > 0;
  });
}

/** Gaps where another guide steered. */
function logPOf(steps: readonly StepRecord[], lane: number, by: string | undefined): Points {
  return steps.map(({ t, numbers, lanes }) => [
    t,
    lanes[lane]?.guide === by ? (numbers.lanes[lane]?.logP ?? Number.NaN) : Number.NaN,
  ]);
}

function nudgeOf(steps: readonly StepRecord[], lane: number): Points {
  return positive(steps, ({ numbers }) => numbers.lanes[lane]?.nudgeRms ?? 0);
}

/** Gaps where there is nothing: a logarithm has no 0. */
function positive(steps: readonly StepRecord[], value: (step: StepRecord) => number): Points {
  return steps.map((step) => {
    const y = value(step);
    return [step.t, y > 0 ? y : Number.NaN];
  });
}
