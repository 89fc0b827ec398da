// What of the state is on screen: selectors, at module level so that they keep their identity.

import { isComplete, type Path } from '../../store/path';
import { isFreshBranch } from '../../store/routes';
import { currentPath, ghostPath, shownStep, type State } from '../../store/state';
import type { StepRecord } from '../../store/step-record';
import type { Lane } from '../../terms/lane';
import type { SampleShape } from '../../terms/sample';
import type { Sampler } from '../../terms/scheduler';

/** Which of the lanes a picture is of: the one that is looked at, or the one to compare it with. */
export type Role = 'large' | 'other';

/** The sample's shape while no model is open: that of the pack that opens first. */
const FIRST_SHAPE: SampleShape = [28, 28, 1];

export const selectStep = shownStep;

/** Lanes of the step on screen; before the first step, those of a pair. */
export function lanesOnScreen(state: State): readonly Lane[] {
  const { target, guidanceScale, seed } = state.settings;
  return (
    selectStep(state)?.lanes ?? [
      { target, guidanceScale, seed },
      { target, guidanceScale: 0, seed },
    ]
  );
}

export const selectLarge = (state: State): number => Math.min(state.large, lanesOnScreen(state).length - 1);

/** The lane to compare the large one with; null where there is none. */
export const selectOther = (state: State): number | null =>
  comparedWith(lanesOnScreen(state), selectLarge(state));

/** The lane that has the same noise and no guidance; for one without guidance its only twin; else null. */
export function comparedWith(lanes: readonly Lane[], large: number): number | null {
  const seed = lanes[large]?.seed;
  const twins = lanes.flatMap((lane, index) => (index !== large && lane.seed === seed ? [index] : []));
  const found = twins.find((index) => lanes[index]?.guidanceScale === 0);
  if (found !== undefined) return found;
  const [only, ...more] = twins;
  return lanes[large]?.guidanceScale === 0 && more.length === 0 ? (only ?? null) : null;
}

export function laneOf(state: State, role: Role): number | null {
  return role === 'large' ? selectLarge(state) : selectOther(state);
}

/** Whether the lanes are the guided one and its unguided twin; else they are a grid, and one of them is large. */
export const selectIsPair = (state: State): boolean => state.settings.lanes === 'pair';

/** Whether a grid of seeds has each one's unguided twin: the second half of its lanes. */
export const selectHasTwins = (state: State): boolean => {
  const lanes = selectStep(state)?.lanes ?? [];
  const { twins, lanes: layout } = state.settings;
  const isGrid = layout === 'seeds9' || layout === 'seeds16';
  return twins && isGrid && lanes.length % 2 === 0 && lanes[lanes.length / 2]?.seed === lanes[0]?.seed;
};

/** Whether a lane is guided: where there are twins, those that have one are, also at s = 0. */
function isGuided(state: State, lane: number | null): boolean {
  if (lane === null || selectAlone(state)) return false;
  if (selectIsPair(state)) return lane === 0;
  const lanes = lanesOnScreen(state);
  return selectHasTwins(state) ? lane < lanes.length / 2 : (lanes[lane]?.guidanceScale ?? 0) > 0;
}

export const selectLargeGuided = (state: State): boolean => isGuided(state, selectLarge(state));
export const selectOtherGuided = (state: State): boolean => isGuided(state, selectOther(state));

/** Whether the pack has nothing that guides: the model alone. */
export const selectAlone = (state: State): boolean => state.model.pack?.classes.length === 0;

export const selectPath = currentPath;
export const selectGhost = ghostPath;
export const selectSteps = (state: State): readonly StepRecord[] => currentPath(state).steps;
const NO_STEPS: readonly StepRecord[] = [];

export const selectGhostSteps = (state: State): readonly StepRecord[] => ghostPath(state)?.steps ?? NO_STEPS;
/** The sampler of the step on screen, which differs along a path that branched; else of the step to come. */
export const selectSampler = (state: State): Sampler['kind'] => {
  const { steps, timesteps, sampler } = currentPath(state);
  const shown = steps[state.history.cursor ?? steps.length - 1];
  return shown?.sampler.kind ?? (timesteps.length > 0 ? sampler.kind : state.settings.sampler);
};

export const selectTimesteps = (state: State): readonly number[] => currentPath(state).timesteps;
export const selectStatus = (state: State): State['run']['status'] => state.run.status;
/** The playhead rests on a kept step, while the run could go on elsewhere. */
export const selectLookingBack = (state: State): boolean =>
  state.history.cursor !== null && state.run.status !== 'playing' && !state.model.recorded;
/** A branch begins on screen, and has taken no step of its own. */
export const selectFreshBranch = isFreshBranch;
/** Nothing plays: pointing at a plot may move the playhead. */
export const selectResting = (state: State): boolean => state.run.status !== 'playing';
export const selectSettings = (state: State): State['settings'] => state.settings;
export const selectPack = (state: State): State['model']['pack'] => state.model.pack;
export const selectRecorded = (state: State): boolean => state.model.recorded;
export const selectLoading = (state: State): State['model']['loading'] => state.model.loading;
export const selectVerdicts = (state: State): Path['verdicts'] => currentPath(state).verdicts;

/** N, the number of steps of the run; before the first run, of the one that is asked for. */
export const selectCount = (state: State): number =>
  currentPath(state).timesteps.length || state.settings.steps;

/** Whether the finished sample is shown, x_0, instead of an x_t: the path is complete, and not scrubbed back. */
export const selectFinished = (state: State): boolean =>
  state.history.cursor === null && isComplete(currentPath(state));

/** Number of the picture that is shown, 0 to N: x_t of step i is picture i, x_0 is picture N. */
export const selectPosition = (state: State): number => {
  const newest = Math.max(0, currentPath(state).steps.length - 1);
  return (state.history.cursor ?? newest) + (selectFinished(state) ? 1 : 0);
};

/** Number of the last picture that there is. */
export const selectReach = (state: State): number =>
  Math.max(0, currentPath(state).steps.length - (isComplete(currentPath(state)) ? 0 : 1));

export function shapeOf(state: State): SampleShape {
  return state.model.pack?.sampleShape ?? FIRST_SHAPE;
}

export const selectShape = shapeOf;

export function trainTimestepsOf(state: State): number {
  return state.model.pack?.scheduler.trainTimesteps ?? 1000;
}

const NO_LABELS: readonly string[] = [];

export const selectClasses = (state: State): readonly string[] => state.model.pack?.classes ?? NO_LABELS;

/** Label of a class; its number where the pack has none. */
export function labelOf(classes: readonly string[], target: number): string {
  return classes[target] ?? String(target);
}
