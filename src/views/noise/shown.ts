// What of the state Noise shows: selectors, at module level so that they keep their identity.

import type { ScheduleName } from '../../diffusion/forward/pair-of-schedules';
import { scheduleOf, type Level, type Moment } from '../../store/noise/moment';
import { momentOf, type Answer } from '../../store/noise/state';
import type { State } from '../../store/state';
import type { PackInfo } from '../../terms/pack-info';

export const selectMoment = (state: State): Moment | null => momentOf(state);
export const selectNoise = (state: State): State['noise']['settings'] => state.noise.settings;
export const selectSource = (state: State): State['noise']['settings']['source'] =>
  state.noise.settings.source;
export const selectSheet = (state: State): State['noise']['sheet'] => state.noise.sheet;
export const selectSweep = (state: State): State['noise']['sweep'] => state.noise.sweep;
export const selectNote = (state: State): State['noise']['note'] => state.noise.note;
export const selectTrouble = (state: State): string | null => state.noise.trouble;
export const selectCanUndo = (state: State): boolean => state.noise.before.length > 0;
export const selectAnswers = (state: State): State['noise']['answers'] => state.noise.answers;

/** Whether something is open that can be asked: not a recording, and not while the first model is on its way. */
export const selectCanAsk = (state: State): boolean => state.model.backend !== null && !state.model.recorded;

export const selectIsPlaying = (state: State): boolean => state.run.status === 'playing';

/** The schedule along which x_t is shown large. */
export function shownSchedule(state: State): ScheduleName {
  const { pack } = state.model;
  return pack === null ? 'linear' : scheduleOf(state.noise.settings, pack.scheduler);
}

export const selectSchedule = shownSchedule;

export const selectLevel = (state: State): Level | null => momentOf(state)?.[shownSchedule(state)] ?? null;

/** The newest answer about that schedule; during a drag it may be of a t just before. */
export const selectAnswer = (state: State): Answer | null => state.noise.answers[shownSchedule(state)];

/** The class of a picture of the sheet: a row for each. null where nobody knows. */
export const selectTrueClass = (state: State): number | null => {
  const { source } = state.noise.settings;
  return source.kind === 'sheet' ? classOfImage(source.index, state.model.pack) : null;
};

export function classOfImage(index: number, pack: PackInfo | null): number | null {
  const sheet = pack?.sampleSheet;
  if (pack === null || sheet === undefined || sheet.rows !== pack.classes.length) return null;
  return Math.floor(index / sheet.columns);
}

/** The class that "Denoise from here" asks for. */
export const selectTarget = (state: State): number => state.noise.target ?? state.settings.target;
