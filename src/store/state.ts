// What the page knows: plain data, sliced by noun, never tensors. Actions (actions.ts) are the only writers.

import { invariant, type ErrorReport } from '../terms/errors';
import type { Lane } from '../terms/lane';
import type { BackendInfo } from '../terms/messages';
import type { PackInfo } from '../terms/pack-info';
import type { Samples } from '../terms/sample';
import type { Sampler } from '../terms/scheduler';
import type { Step } from '../terms/step';
import type { LaneLayout } from './layouts';
import type { Settings } from './settings';
import type { Noise, NoiseActions } from './noise/state';
import type { Path } from './path';
import type { TrainingState } from './training';
import type { Replay } from './replay-state';
import type { Turn } from './turns';

/** The opened model, and the one on its way. A failed load leaves the opened one as it was. */
export interface Model {
  readonly pack: PackInfo | null;
  readonly backend: BackendInfo | null;
  /** Bytes of the pack being loaded; null when none is. `total` is 0 until known. */
  readonly loading: { readonly title: string; readonly loaded: number; readonly total: number } | null;
  /** Whether `pack` and the path on screen are a recording, because nothing is open (yet). */
  readonly recorded: boolean;
}

/** `playing` also when it plays kept steps, forth or back; `done` when the path is complete and nothing plays. */
export type RunStatus = 'idle' | 'playing' | 'paused' | 'done';

export interface Run {
  readonly status: RunStatus;
  /** What the next step will use. In a pair: the guided lane first, then its unguided twin. */
  readonly lanes: readonly Lane[];
  /** Smoothed time of a step in the worker, in ms; null before the first. */
  readonly millisecondsPerStep: number | null;
  /** Steps a second, 0.5 and up; Infinity is as fast as it goes. */
  readonly speed: number;
  /** -1 plays backwards. */
  readonly direction: 1 | -1;
}

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
  /** What undo and redo go through: turns before now, and turns taken back. */
  readonly past: readonly Turn[];
  readonly future: readonly Turn[];
}

export interface State {
  readonly settings: Settings;
  readonly model: Model;
  readonly run: Run;
  readonly history: History;
  /** The lane that is shown large. */
  readonly large: number;
  /** Where something is trained. */
  readonly training?: TrainingState;
  readonly noise: Noise;
  /** The run of a link or a file that is being taken again; null when none is. */
  readonly replay: Replay | null;
  /** The newest trouble, until dismissed; nothing else on screen is lost by it. */
  readonly error: ErrorReport | null;
  /** Something to know that is no trouble, as what of a link could not be used; until dismissed. */
  readonly notice: string | null;
}

export interface Actions {
  readonly setTarget: (target: number) => void;
  readonly setGuidanceScale: (guidanceScale: number) => void;
  /** These begin a new run, or change a branch that has not taken a step yet. */
  readonly setSampler: (sampler: Sampler['kind']) => void;
  readonly setSeed: (seed: number) => void;
  /** These begin a new run. */
  readonly setSteps: (steps: number) => void;
  readonly setLanes: (lanes: LaneLayout) => void;
  readonly setTwins: (twins: boolean) => void;
  readonly setPack: (id: string) => void;
  /** A diffusers folder or .zip in the person's hands: relative path → file. */
  readonly openModel: (name: string, files: ReadonlyMap<string, Blob>) => void;
  /** Plays on from what is shown: kept steps first, then the worker's. At the end of a path: again. */
  readonly play: () => void;
  readonly playBack: () => void;
  readonly pause: () => void;
  /** One step forth: from the history where the cursor is behind, else from the worker. */
  readonly step: () => void;
  /** From x_T again, playing. */
  readonly restart: () => void;
  /** Shows a kept step (pausing), or with null follows the newest. */
  readonly scrub: (index: number | null) => void;
  readonly setSpeed: (stepsPerSecond: number) => void;
  readonly setLarge: (lane: number) => void;
  /**
   * A new path from the shown step with the settings as they are, or with these; the old one is its ghost. With `xt`
   * it begins there instead of at the step's own x_t.
   */
  readonly branch: (
    changes?: Partial<Pick<Settings, 'target' | 'guidanceScale' | 'sampler' | 'seed' | 'plane'>>,
    xt?: Samples,
  ) => void;
  /** Back to the ghost; what was current becomes the ghost. */
  readonly swapGhost: () => void;
  readonly dropGhost: () => void;
  /** Takes the newest steering or branching back: the chain as if it had not been. */
  readonly undo: () => void;
  readonly redo: () => void;
  readonly dismissError: () => void;
  readonly noise: NoiseActions;
  readonly dismissNotice: () => void;
  /** A sentence that is good to know. */
  readonly say: (notice: string) => void;
  /** Takes the run of a saved file again. */
  readonly openRun: (file: Blob) => void;
}

/** The step that is on screen, with all its parts. */
export function shownStep(state: State): Step | null {
  return state.history.shown;
}

/** The same, or null while it is another one that is being computed. */
export function settledStep({ history }: State): Step | null {
  return history.awaited === null ? history.shown : null;
}

export function currentPath({ history }: State): Path {
  return pathOf(history, history.current);
}

export function ghostPath({ history }: State): Path | null {
  return history.ghost === null ? null : pathOf(history, history.ghost);
}

export function pathOf({ paths }: Pick<History, 'paths'>, id: number): Path {
  const path = paths.find((candidate) => candidate.id === id);
  invariant(path !== undefined, `history: expected a path ${id}, got none`);
  return path;
}
