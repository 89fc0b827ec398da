// The curves along the way: of the lane that is looked at, of the one to compare it with, faintly of all others,
// and of the ghost.

import type { Series } from '../../../plots/line-layout';
import type { StepRecord } from '../../../history/step-record';

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
    points: logPOf(steps, lane),
  }));
  const size: Series[] = [
    { name: 'noise σ', tone: 'model', points: positive(steps, (step) => step.numbers.sigma) },
  ];
  if (ghost.length > 0) {
    logP.push({ name: 'ghost', tone: 'quiet', points: logPOf(ghost, large) });
    size.push({ name: 'ghost', tone: 'quiet', points: nudgeOf(ghost, large) });
  }
  if (other !== null) logP.push({ ...lookOf(guided.other), points: logPOf(steps, other) });
  logP.push({ ...lookOf(guided.large), points: logPOf(steps, large) });
  size.push({ name: 'nudge sΣg', tone: 'guide', points: nudgeOf(steps, large) });
  return { logP, size };
}

function lookOf(guided: boolean): Pick<Series, 'name' | 'tone'> {
  return guided ? { name: 'guided', tone: 'guide' } : { name: 'not guided', tone: 'model' };
}

function logPOf(steps: readonly StepRecord[], lane: number): Points {
  return steps.map(({ t, numbers }) => [t, numbers.lanes[lane]?.logP ?? Number.NaN]);
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
