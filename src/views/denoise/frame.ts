// What of the state is on screen: selectors, at module level so that they keep their identity.

import { isComplete, type Path } from '../../store/path';
import { currentPath, ghostPath, shownStep, type State } from '../../store/state';
import type { StepRecord } from '../../store/step-record';
import type { SampleShape } from '../../terms/sample';

export const GUIDED = 0;
export const UNGUIDED = 1;

/** The sample's shape while no model is open: that of the pack that opens first. */
const FIRST_SHAPE: SampleShape = [28, 28, 1];

export const selectStep = shownStep;
export const selectPath = currentPath;
export const selectGhost = ghostPath;
export const selectSteps = (state: State): readonly StepRecord[] => currentPath(state).steps;
export const selectTimesteps = (state: State): readonly number[] => currentPath(state).timesteps;
export const selectStatus = (state: State): State['run']['status'] => state.run.status;
export const selectSettings = (state: State): State['settings'] => state.settings;
export const selectPack = (state: State): State['model']['pack'] => state.model.pack;
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
