// What the page knows of one world: plain data, sliced by noun, never tensors. Actions are the only writers.

import { canBranchAt, frontOf, isComplete, NO_PATH_ID, settingsAt, type Path } from './path';
import type { Place } from './edits';
import type { ModelOrigin } from './model-origin';
import type { Settings } from './settings';
import { invariant, type ErrorReport } from '../terms/errors';
import type { BackendChoice, BackendInfo } from '../terms/messages';
import type { OwnModel } from '../terms/own-model';
import type { PackInfo } from '../terms/pack-info';
import type { Step } from '../terms/step';

/** The opened model, and the one on its way. A failed load leaves the opened one as it was. */
export interface Model {
  readonly pack: PackInfo | null;
  /** Where it was opened from; null for a recording, and before any. */
  readonly origin: ModelOrigin | null;
  readonly backend: BackendInfo | null;
  /** The backend that is asked for. */
  readonly choice: BackendChoice;
  /** Bytes of the pack being loaded; null when none is. `total` is 0 until known. */
  readonly loading: { readonly title: string; readonly loaded: number; readonly total: number } | null;
  /** Whether it was opened from a person's own files. */
  readonly fromFiles: boolean;
  /** The model that is asked for and is not here, a person's own; null when none is. It waits for its files. */
  readonly missing: OwnModel | null;
  /** Whether `pack` and the path on screen are a recording, because nothing is open (yet). */
  readonly recorded: boolean;
}

/** `playing` also when it plays kept steps, forth or back; `done` when the path is complete and nothing plays. */
export type RunStatus = 'idle' | 'playing' | 'paused' | 'done';

export interface Run {
  readonly status: RunStatus;
  /** Smoothed time of a step in the worker, in ms; null before the first. */
  readonly millisecondsPerStep: number | null;
  /** Steps per second, 0.5 and up; Infinity: no limit. */
  readonly speed: number;
  /** -1 plays backwards. */
  readonly direction: 1 | -1;
}

/** The paths that were taken, what of them is on screen, and where undo and redo lead. */
export interface History {
  /** Every path that can be returned to; never empty, the first one has no steps before the first run. */
  readonly paths: readonly Path[];
  /** Ids of the path on screen, and of the one that is shown behind it to compare with. */
  readonly current: number;
  readonly ghost: number | null;
  /** The step that is shown; null follows the newest. */
  readonly cursor: number | null;
  /**
   * The shown step with all its parts; null before the first. While one that was not kept is computed again, the one
   * before stays: a picture that flashes empty would say something that is not so.
   */
  readonly shown: Step | null;
  /** The step that is being computed again, to be shown; null when none is. */
  readonly awaited: number | null;
  /** Places that undo and redo lead to. */
  readonly past: readonly Place[];
  readonly future: readonly Place[];
}

/** `again`: what it kept from opening can be tried again. */
export type Trouble = ErrorReport & { readonly again?: boolean };

/**
 * What the page knows of one world. Read it through the functions below: most of what is shown depends on
 * the path that is shown, and on the step.
 */
export interface State {
  readonly model: Model;
  readonly run: Run;
  readonly history: History;
  /** The lane that is in focus: shown large, or followed. */
  readonly focus: number;
  /** What only the world knows: made and read by `World.state`. */
  readonly own: object;
  /** The newest trouble, until dismissed; nothing else on screen is lost by it. */
  readonly error: Trouble | null;
  /** Something to know that is no trouble, as what of a link could not be used; until dismissed. */
  readonly notice: string | null;
}

/** The step that is on screen, with all its parts. */
export function shownStep(state: State): Step | null {
  return state.history.shown;
}

/** The same, or null while it is another one that is being computed. */
export function settledStep({ history }: State): Step | null {
  return history.awaited === null ? history.shown : null;
}

/** The path on screen, which the controls act on. */
export function currentPath({ history }: State): Path {
  return pathOf(history, history.current);
}

/** The path that is drawn faintly beside the one on screen; null where none is. */
export function ghostPath({ history }: State): Path | null {
  return history.ghost === null ? null : pathOf(history, history.ghost);
}

/** @throws where there is no path of this id: a bug */
export function pathOf({ paths }: Pick<History, 'paths'>, id: number): Path {
  const path = paths.find((candidate) => candidate.id === id);
  invariant(path !== undefined, `history: expected a path ${id}, got none`);
  return path;
}

/** Number of the picture that is shown: the cursor's, or the one at the front. */
export function pictureShown(state: State): number {
  return state.history.cursor ?? frontOf(currentPath(state));
}

/**
 * What steers where the playhead is: what the shown step used, or at the front what the next one will. Of a recording
 * while a model is on its way: what the live run will begin with.
 */
export function settingsOf(state: State): Settings {
  const { model, history } = state;
  if (model.recorded && model.loading !== null) return pathOf(history, NO_PATH_ID).settings;
  const path = currentPath(state);
  return settingsAt(path, history.cursor ?? path.steps.length);
}

/** Whether another path can leave the current one where the playhead is. */
export function canBranch(state: State): boolean {
  const { model } = state;
  if (model.pack === null || model.backend === null || model.recorded) return false;
  const path = currentPath(state);
  if (path.timesteps.length === 0) return false;
  const index = pictureShown(state);
  const known = settledStep(state);
  return canBranchAt(path, index) || (known !== null && known.transition.t === path.steps[index]?.t);
}

/** Whether the finished sample is shown, x_0, instead of an x_t: the path is complete, and not scrubbed back. */
export function isFinished(state: State): boolean {
  return state.history.cursor === null && isComplete(currentPath(state));
}
