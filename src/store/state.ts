// What the page knows: plain data, sliced by noun, never tensors. Actions (actions.ts) are the only writers.

import type { ErrorReport } from '../terms/errors';
import type { Lane } from '../terms/lane';
import type { BackendChoice, BackendInfo } from '../terms/messages';
import type { Verdict } from '../terms/networks';
import type { PackInfo } from '../terms/pack-info';
import type { Sampler } from '../terms/scheduler';
import type { Step } from '../terms/step';

/** What the person has chosen; all of it is in the address. */
export interface Settings {
  readonly pack: string;
  readonly target: number;
  readonly guidanceScale: number;
  readonly sampler: Sampler['kind'];
  readonly steps: number;
  readonly seed: number;
  readonly backend: BackendChoice;
}

/** The opened model, and the one on its way. A failed load leaves the opened one as it was. */
export interface Model {
  readonly pack: PackInfo | null;
  readonly backend: BackendInfo | null;
  /** Bytes of the pack being loaded; null when none is. `total` is 0 until known. */
  readonly loading: { readonly title: string; readonly loaded: number; readonly total: number } | null;
}

export type RunStatus = 'idle' | 'playing' | 'paused' | 'done';

export interface Run {
  readonly status: RunStatus;
  /** The run's timesteps, descending; [] before the first run. */
  readonly timesteps: readonly number[];
  /** What the next step will use: guided lane first, then its unguided twin. */
  readonly lanes: readonly Lane[];
  /** Smoothed time of a step in the worker, in ms; null before the first. */
  readonly millisecondsPerStep: number | null;
  /** The judge's verdict on each lane's finished sample; null until done, and without a judge. */
  readonly verdicts: readonly Verdict[] | null;
}

export interface History {
  /** Steps of this run by index: steps[i] took x_t from timesteps[i] to timesteps[i + 1]. */
  readonly steps: readonly Step[];
  /** The step that is shown; null follows the newest. */
  readonly cursor: number | null;
}

export interface State {
  readonly settings: Settings;
  readonly model: Model;
  readonly run: Run;
  readonly history: History;
  /** The newest trouble, until dismissed; nothing else on screen is lost by it. */
  readonly error: ErrorReport | null;
}

export interface Actions {
  readonly setTarget: (target: number) => void;
  readonly setGuidanceScale: (guidanceScale: number) => void;
  /** These three begin a new run. */
  readonly setSampler: (sampler: Sampler['kind']) => void;
  readonly setSteps: (steps: number) => void;
  readonly setSeed: (seed: number) => void;
  readonly setPack: (id: string) => void;
  readonly play: () => void;
  readonly pause: () => void;
  /** One step forth: from the history where the cursor is behind, else from the worker. */
  readonly step: () => void;
  /** From x_T again, playing. */
  readonly restart: () => void;
  /** Shows a kept step (pausing), or with null follows the newest. */
  readonly scrub: (index: number | null) => void;
  readonly dismissError: () => void;
}

/** The step that is on screen: at the cursor, else the newest; null before the first. */
export function shownStep(state: State): Step | null {
  const { steps, cursor } = state.history;
  return steps[cursor ?? steps.length - 1] ?? null;
}
