// What of the state is on screen: selectors, at module level so that they keep their identity.

import { arrange, comparedWith, type Arrangement } from '../../history/arrangement';
import { frontOf, isComplete, stepOfPicture, type Path } from '../../history/path';
import type { Settings } from '../../history/settings';
import {
  currentPath,
  ghostPath,
  isFinished,
  pictureShown,
  settingsOf,
  shownStep,
  type State,
} from '../../history/state';
import type { StepRecord } from '../../history/step-record';
import { scaleAt, type Lane } from '../../terms/lane';
import { classesOf, guideOf, type GuideInfo, type PackInfo } from '../../terms/pack-info';
import type { SampleShape } from '../../terms/sample';
import type { Sampler } from '../../terms/scheduler';
import { classOf, type Target } from '../../terms/target';
import { targetTexts } from '../../terms/target-text';

/** Which of the lanes a picture is of: the one that is looked at, or the one to compare it with. */
export type Role = 'large' | 'other';

/** The sample's shape while no model is open: that of the pack that opens first. */
const FIRST_SHAPE: SampleShape = [28, 28, 1];

/** The step on screen. */
export const selectStep = shownStep;

/** What steers where the playhead is. */
export const selectSettings = settingsOf;

/** How the lanes on screen are laid out; null while no model is open. */
export function arrangementOf(state: State): Arrangement | null {
  const { pack } = state.model;
  return pack === null ? null : arrange(settingsOf(state), pack);
}

/** Whether every step of the run on screen has been taken. */
export const selectComplete = (state: State): boolean => isComplete(currentPath(state));

/** What is kept of the step on screen; null where it has not been taken. */
function recordOnScreen(state: State): StepRecord | null {
  const path = currentPath(state);
  return path.steps[stepOfPicture(path, pictureShown(state))] ?? null;
}

/** Lanes of the step on screen, also while it is computed again; before it is taken, those that it will have. */
export function lanesOnScreen(state: State): readonly Lane[] {
  const shown = recordOnScreen(state)?.lanes ?? arrangementOf(state)?.lanes;
  if (shown !== undefined) return shown;
  const { target, guidanceScale, seed } = settingsOf(state);
  return [
    { target, guidanceScale, seed },
    { target, guidanceScale: 0, seed },
  ];
}

export const selectLarge = (state: State): number => Math.min(state.focus, lanesOnScreen(state).length - 1);

/** The lane to compare the large one with; null where there is none. */
export const selectOther = (state: State): number | null => {
  const large = selectLarge(state);
  const found = arrangementOf(state);
  return found === null ? 1 - large : comparedWith(found, large);
};

export function laneOf(state: State, role: Role): number | null {
  return role === 'large' ? selectLarge(state) : selectOther(state);
}

/** The guide that a lane's cell is of, where they are of several: null of the one that none steers; else undefined. */
export function guideOfCell(state: State, lane: number): GuideInfo | null | undefined {
  const found = arrangementOf(state);
  const cell = found?.places[lane]?.cell ?? 0;
  return found?.guides?.[Math.floor(cell / found.seeds)];
}

type LaneSettings = Pick<Lane, 'target' | 'guidanceScale' | 'seed'>;

/** What steers a lane in the step on screen; before it is taken, what will. */
function steersOf(state: State, role: Role): LaneSettings {
  const lane = laneOf(state, role) ?? 0;
  return recordOnScreen(state)?.lanes[lane] ?? settingsOf(state);
}

export const selectLargeSteers = (state: State): LaneSettings => steersOf(state, 'large');
export const selectOtherSteers = (state: State): LaneSettings => steersOf(state, 'other');

/** t of the picture on screen; null before the first step. */
export const selectTOnScreen = (state: State): number | null => {
  const path = currentPath(state);
  if (path.steps.length === 0 && !path.isFresh) return null;
  return isFinished(state) ? 0 : (path.timesteps[pictureShown(state)] ?? null);
};

/** Whether there is one cell, with its twin beside it or alone; else they are a grid, and one of them is large. */
export const selectIsPair = (state: State): boolean => {
  const found = arrangementOf(state);
  return found === null || found.scales.length * found.seeds === 1;
};

/** Whether every cell of a grid has its unguided twin. */
export const selectHasTwins = (state: State): boolean =>
  !selectIsPair(state) && (arrangementOf(state)?.twinOf(0) ?? null) !== null;

/** Whether a lane is guided: one that has a twin is, also at s = 0. */
function isGuided(state: State, lane: number | null): boolean {
  if (lane === null || selectAlone(state)) return false;
  const found = arrangementOf(state);
  const place = found?.places[lane];
  if (found === null || place === undefined) return lane === 0;
  if (place.isTwin) return false;
  return found.twinOf(place.cell) !== null || (found.lanes[lane]?.guidanceScale ?? 0) > 0;
}

/** Of a lane that is there to be guided: whether the step that is shown could nudge it, or at s = 0 not. */
export function wordOf(state: State, lane: number | null): 'guided' | 's = 0' | 'not guided' {
  if (lane === null || !isGuided(state, lane)) return 'not guided';
  const step = selectStep(state);
  const found = lanesOnScreen(state)[lane];
  const acts =
    found !== undefined && (step === null ? found.guidanceScale : scaleAt(found, step.transition.t)) > 0;
  return acts ? 'guided' : 's = 0';
}

export const selectLargeWord = (state: State): ReturnType<typeof wordOf> => wordOf(state, selectLarge(state));
export const selectOtherWord = (state: State): ReturnType<typeof wordOf> => wordOf(state, selectOther(state));

export const selectLargeGuided = (state: State): boolean => isGuided(state, selectLarge(state));
export const selectOtherGuided = (state: State): boolean => isGuided(state, selectOther(state));

/** Whether the pack has nothing that guides: the model alone. */
export const selectAlone = (state: State): boolean => state.model.pack?.guides.length === 0;

/** Whether the denoiser is always told its class: then there is no unguided sample. */
export const selectAlways = (state: State): boolean => state.model.pack?.classEmbeds?.nullClass === null;

export const selectPath = currentPath;
export const selectGhost = ghostPath;
export const selectSteps = (state: State): readonly StepRecord[] => currentPath(state).steps;
const NO_STEPS: readonly StepRecord[] = [];

export const selectGhostSteps = (state: State): readonly StepRecord[] => ghostPath(state)?.steps ?? NO_STEPS;
/** The sampler of the step on screen, which differs along a path that branched; else of the step to come. */
export const selectSampler = (state: State): Sampler['kind'] => {
  const { steps, settings } = currentPath(state);
  return (steps[state.history.cursor ?? steps.length - 1]?.settings ?? settings).sampler;
};

export const selectTimesteps = (state: State): readonly number[] => currentPath(state).timesteps;
export const selectStatus = (state: State): State['run']['status'] => state.run.status;
/** The playhead rests on a kept step, while the run could go on elsewhere. */
export const selectLookingBack = (state: State): boolean =>
  state.history.cursor !== null && state.run.status !== 'playing' && !state.model.recorded;
/** A branch begins on screen, and has taken no step of its own. */
export const selectFreshBranch = (state: State): boolean =>
  state.history.cursor === null && currentPath(state).isFresh;
/** Nothing plays: pointing at a plot may move the playhead. */
export const selectResting = (state: State): boolean => state.run.status !== 'playing';
export const selectPack = (state: State): PackInfo | null => state.model.pack;
export const selectRecorded = (state: State): boolean => state.model.recorded;
export const selectLoading = (state: State): State['model']['loading'] => state.model.loading;
export const selectVerdicts = (state: State): Path['verdicts'] => currentPath(state).verdicts;

/** N, the number of steps of the run; before the first run, of the one that is asked for. */
export const selectCount = (state: State): number =>
  currentPath(state).timesteps.length || settingsOf(state).steps;

/** Whether the finished sample is shown, x_0, instead of an x_t: the path is complete, and not scrubbed back. */
export const selectFinished = isFinished;

/** Number of the picture that is shown, 0 to N: x_t of step i is picture i, x_0 is picture N. */
export const selectPosition = pictureShown;

/** Number of the last picture that there is. */
export const selectReach = (state: State): number => frontOf(currentPath(state));

export function shapeOf(state: State): SampleShape {
  return state.model.pack?.sampleShape ?? FIRST_SHAPE;
}

export const selectShape = shapeOf;

export function trainTimestepsOf(state: State): number {
  return state.model.pack?.scheduler.trainTimesteps ?? 1000;
}

const NO_LABELS: readonly string[] = [];

/** Labels of the classes that can be asked for. */
export const selectClasses = (state: State): readonly string[] =>
  state.model.pack === null ? NO_LABELS : classesOf(state.model.pack);

/** The guide that steers; null where nothing does. */
export const selectGuide = (state: State): GuideInfo | null =>
  state.model.pack === null ? null : guideOf(state.model.pack, settingsOf(state).guide ?? undefined);

/** Label of a class; its number where the pack has none. */
export function labelOf(classes: readonly string[], index: number): string {
  return classes[index] ?? String(index);
}

/** A target in words: the label of a class, or what is asked for as it is written. */
export function targetWords(classes: readonly string[], target: Target): string {
  const index = classOf(target);
  return index === null ? shortened(Object.values(targetTexts(target)).join(', ')) : labelOf(classes, index);
}

const LONGEST_WORDS = 40;

function shortened(text: string): string {
  if (text === '') return 'nothing';
  return text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS)}…` : text;
}

/** The class that settings ask for; null where they ask for something else. */
export function classAsked({ target }: Pick<Settings, 'target'>): number | null {
  return classOf(target);
}

/** Labels of what a belief chart shows while no model is open: digits, which open first. */
export const FIRST_LABELS: readonly string[] = Array.from({ length: 10 }, (_, digit) => String(digit));
