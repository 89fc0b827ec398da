// What of the state Noise shows: selectors, at module level so that they keep their identity.

import type { ScheduleName } from '../../diffusion/forward/pair-of-schedules';
import { scheduleOf, type NoisedSample, type ForwardSamples } from '../../worlds/images/forward-samples';
import {
  forwardSamplesOf,
  noiseOf,
  overTOf,
  type Answer,
  type AnswersOverT,
  type Noise,
} from '../../worlds/images/noise-state';
import { type State, settingsOf } from '../../history/state';
import { classesOf, guideOf, type PackInfo, type Slot } from '../../terms/pack-info';
import { classOf } from '../../terms/target';
import { slotsRead, type SlotRead } from './slots-read';

export const selectForwardSamples = (state: State): ForwardSamples | null => forwardSamplesOf(state);
export const selectNoise = (state: State): Noise['settings'] => noiseOf(state).settings;
export const selectSource = (state: State): Noise['settings']['source'] => noiseOf(state).settings.source;
export const selectSheet = (state: State): Noise['sheet'] => noiseOf(state).sheet;
export const selectOverT = (state: State): AnswersOverT => overTOf(state);
export const selectNote = (state: State): Noise['note'] => noiseOf(state).note;
export const selectTrouble = (state: State): string | null => noiseOf(state).trouble;
export const selectCanUndo = (state: State): boolean => noiseOf(state).before.length > 0;
export const selectAnswers = (state: State): Noise['answers'] => noiseOf(state).answers;

/** Whether something is open that can be asked: not a recording, and not while the first model is on its way. */
export const selectCanAsk = (state: State): boolean => state.model.backend !== null && !state.model.recorded;

/** The schedule along which x_t is shown large. */
export function shownSchedule(state: State): ScheduleName {
  const { pack } = state.model;
  return pack === null ? 'linear' : scheduleOf(noiseOf(state).settings, pack.scheduler);
}

export const selectSchedule = shownSchedule;

export const selectNoised = (state: State): NoisedSample | null =>
  forwardSamplesOf(state)?.[shownSchedule(state)] ?? null;

/** The newest answer about that schedule; during a drag it may be of a t just before. */
export const selectAnswer = (state: State): Answer | null => noiseOf(state).answers[shownSchedule(state)];

/** The class of a picture of the sheet: a row for each. null where it is not known. */
export const selectTrueClass = (state: State): number | null => {
  const { source } = noiseOf(state).settings;
  return source.kind === 'sheet' ? classOfImage(source.index, state.model.pack) : null;
};

export function classOfImage(index: number, pack: PackInfo | null): number | null {
  const sheet = pack?.sampleSheet;
  if (pack === null || sheet === undefined || sheet.rows !== classesOf(pack).length) return null;
  return Math.floor(index / sheet.columns);
}

/** The class that "Denoise from here" asks for. */
export const selectTarget = (state: State): number =>
  classOf(noiseOf(state).target ?? settingsOf(state).target) ?? 0;

const NO_SLOTS: readonly Slot[] = [];

/** Slots that the pack's first guide, which is asked here, believes in; none where there are classes. */
export const selectSlots = (state: State): readonly Slot[] => {
  const guide = state.model.pack === null ? null : guideOf(state.model.pack);
  return guide === null || guide.targets.includes('class') ? NO_SLOTS : guide.slots;
};

/** Of a picture of the sheet its label in each slot; null where it is not known. */
const selectTrueSlots = (state: State): readonly number[] | null => {
  const { settings, sheet } = noiseOf(state);
  return settings.source.kind === 'sheet' ? (sheet?.labels?.[settings.source.index] ?? null) : null;
};

let known: {
  readonly overT: AnswersOverT;
  readonly slots: readonly Slot[];
  readonly truth: readonly number[] | null;
  readonly read: readonly SlotRead[] | null;
} | null = null;

/** What it reads of each over t; null while nothing is known of the least noise. */
export const selectSlotsRead = (state: State): readonly SlotRead[] | null => {
  const { overT } = noiseOf(state);
  const slots = selectSlots(state);
  const truth = selectTrueSlots(state);
  if (known?.overT !== overT || known.slots !== slots || known.truth !== truth)
    known = { overT, slots, truth, read: slotsRead(overT, slots, truth) };
  return known.read;
};
