// A run of pictures that a class is asked of, beside its twin from the same noise: the numbers that lessons speak of.

import { isComplete, type Path } from '../../history/path';
import { currentPath, ghostPath, type State } from '../../history/state';
import type { StepRecord } from '../../history/step-record';
import { classesOf } from '../../terms/pack-info';
import { classOf } from '../../terms/target';
import type { Verdict } from '../../terms/networks';

export interface GuidedStep {
  readonly t: number;
  /** Index of the class that is asked for in this step, and s. */
  readonly asked: number;
  readonly scale: number;
  /** The classifier's p of that class, guided and not. */
  readonly belief: number;
  readonly twinBelief: number;
  /** RMS per pixel of the nudge, and σ of the noise that the step adds. */
  readonly nudge: number;
  readonly sigma: number;
  /** ᾱ of x_t. */
  readonly signal: number;
}

export interface GuidedRun {
  readonly classes: readonly string[];
  readonly steps: readonly GuidedStep[];
  readonly complete: boolean;
  /** What the judge reads at the end, guided and not; null until then. */
  readonly verdicts: readonly [Verdict, Verdict] | null;
}

const known = new WeakMap<Path, GuidedRun | null>();

/** Null where the run on screen is another kind: several lanes, no class asked for, or no step taken. */
export function guidedRun(state: State): GuidedRun | null {
  return runOf(state, currentPath(state));
}

/** The run that the one on screen has left. */
export function leftRun(state: State): GuidedRun | null {
  const ghost = ghostPath(state);
  return ghost === null ? null : runOf(state, ghost);
}

function runOf(state: State, path: Path): GuidedRun | null {
  const { pack } = state.model;
  if (pack === null) return null;
  const found = known.get(path);
  if (found !== undefined) return found;
  const classes = classesOf(pack);
  const steps = path.steps.map((record) => guidedStep(record, classes.length));
  const taken = steps.filter((step) => step !== null);
  const [first, second] = path.verdicts ?? [];
  const run: GuidedRun | null =
    taken.length === 0 || taken.length < steps.length
      ? null
      : {
          classes,
          steps: taken,
          complete: isComplete(path),
          verdicts: first === undefined || second === undefined ? null : [first, second],
        };
  known.set(path, run);
  return run;
}

function guidedStep({ lanes, beliefs, numbers, transition }: StepRecord, count: number): GuidedStep | null {
  const [guided, twin] = lanes;
  if (lanes.length !== 2 || guided === undefined || twin === undefined) return null;
  const asked = classOf(guided.target);
  if (asked === null || asked >= count || beliefs === null) return null;
  if (twin.guidanceScale !== 0 || twin.seed !== guided.seed) return null;
  return {
    t: transition.t,
    asked,
    scale: guided.guidanceScale,
    belief: beliefs[asked] ?? 0,
    twinBelief: beliefs[count + asked] ?? 0,
    nudge: numbers.lanes[0]?.nudgeRms ?? 0,
    sigma: numbers.sigma,
    signal: transition.alphaCumprod,
  };
}

/** Whether one class and one scale above 0 were asked for all along. */
export function isSteady({ steps }: GuidedRun): boolean {
  const [first] = steps;
  return (
    first !== undefined &&
    first.scale > 0 &&
    steps.every(({ asked, scale }) => asked === first.asked && scale === first.scale)
  );
}

/** A finished run that was steered alike from beginning to end, with the judge's verdicts; null while there is none. */
export function steadyRun(
  state: State,
): (GuidedRun & { readonly verdicts: readonly [Verdict, Verdict] }) | null {
  const run = guidedRun(state);
  if (run === null || !run.complete || run.verdicts === null || !isSteady(run)) return null;
  return { ...run, verdicts: run.verdicts };
}

export function largestNudge(steps: readonly GuidedStep[]): GuidedStep | null {
  return steps.reduce<GuidedStep | null>(
    (best, step) => (best === null || step.nudge > best.nudge ? step : best),
    null,
  );
}
