// One way from noise to a picture: its timesteps, what is kept of the steps taken so far, and what steers the next
// one. Paths are values; a branch shares the records before it with the path it left.

import { predictedX0 } from '../diffusion/prediction';
import type { Verdict } from '../terms/networks';
import type { PackInfo } from '../terms/pack-info';
import type { Samples } from '../terms/sample';
import type { Step } from '../terms/step';
import type { Replay } from './replay-state';
import type { ModelOrigin } from './model-origin';
import type { Moved } from './moves';
import type { Settings } from './settings';
import { recordOf, type StepRecord } from './step-record';

/** The path before any, which holds the settings until there is one. */
export const NO_PATH_ID = 0;

/** One run as it was taken: settings, steps, and where it branched from. */
export interface Path {
  readonly id: number;
  /** Of the next step: what the controls show at its front, and what the chain uses. */
  readonly settings: Settings;
  /** Of the model that takes the next step; null of a recording, and before any. */
  readonly origin: ModelOrigin | null;
  /** Number of steps of the chain that takes the next ones. */
  readonly chainSteps: number;
  /** All of it, descending: steps[i] takes x_t from timesteps[i] to timesteps[i + 1]. [] before the first run. */
  readonly timesteps: readonly number[];
  readonly steps: readonly StepRecord[];
  /** Where its first step begins; null where the seeds give x_T. */
  readonly begin: Tip | null;
  /** Where the next step begins; null at the beginning, where the seeds give x_T. */
  readonly tip: Tip | null;
  /** Index of the first step that is its own; null for a path from the beginning. */
  readonly branchedAt: number | null;
  /** Whether it has branched off and taken no step of its own: what it changes is still open. */
  readonly isFresh: boolean;
  /** The judge's verdict on each lane's finished sample; null until done, and without a judge. */
  readonly verdicts: readonly Verdict[] | null;
  /** Samples that were put elsewhere by hand, up to the next step, in the order of the steps. */
  readonly moves: readonly Moved[];
  /** Of each finished sentence, by the pack's judge of sentences; null until done, and without one. */
  readonly natsPerWord: readonly number[] | null;
  /** Steerings that are known beforehand, of a link or a file; null when there are none. */
  readonly replay: Replay | null;
}

/** Where a chain stands: all that its next step needs but the settings. */
export interface Tip {
  /** x_t after the last step taken, x_0 at the end. */
  readonly xt: Samples;
  /** x̂_0 of that step as it was predicted, for a self-conditioned denoiser; null where it does not look at it. */
  readonly before: Samples | null;
}

/**
 * A path from x_T of which no step is taken.
 *
 * @param chainSteps of the whole chain @param timesteps all of the path’s, descending @param origin null for
 *   a recording
 */
export function newPath(
  id: number,
  settings: Settings,
  chainSteps: number,
  timesteps: readonly number[],
  origin: ModelOrigin | null = null,
): Path {
  return {
    id,
    settings,
    origin,
    chainSteps,
    timesteps,
    steps: [],
    begin: null,
    tip: null,
    branchedAt: null,
    isFresh: false,
    verdicts: null,
    moves: [],
    natsPerWord: null,
    replay: null,
  };
}

/** The settings that a step used; from its end on, those of the next one. */
export function settingsAt({ steps, settings }: Path, index: number): Settings {
  return steps[index]?.settings ?? settings;
}

/** Where a step begins; null where it is not kept, and at the beginning of a path from noise. */
export function tipAt({ steps, tip, begin }: Path, index: number): Tip | null {
  if (index === 0) return begin;
  if (index === steps.length) return tip;
  const record = steps[index];
  return record === undefined || record.xt === null ? null : { xt: record.xt, before: record.before };
}

/** Whether a branch can begin at a step: where its x_t is known, or the seeds give it. */
export function canBranchAt(path: Path, index: number): boolean {
  return index < path.timesteps.length && (index === 0 || tipAt(path, index) !== null);
}

/** The same path up to a step, and from there on with other settings. */
export function branchOf(
  parent: Path,
  id: number,
  index: number,
  settings: Settings,
  tip: Tip | null = tipAt(parent, index),
): Path {
  return {
    ...parent,
    id,
    settings,
    steps: parent.steps.slice(0, index),
    begin: index === 0 ? tip : parent.begin,
    tip,
    branchedAt: index,
    isFresh: false,
    verdicts: null,
    moves: parent.moves.filter(({ at }) => at <= index),
    natsPerWord: null,
    replay: null,
  };
}

/**
 * @param settings those that the step used
 * @param pack the model that took it; null of a recording, which nothing goes on from
 */
export function withStep(
  path: Path,
  step: Step,
  settings: Settings,
  pack: Pick<PackInfo, 'scheduler' | 'sampleShape' | 'selfConditioned'> | null,
): Path {
  const record = recordOf(step, path.steps.length, settings, path.origin?.key);
  const before = pack?.selfConditioned === true ? predictedX0(step, pack) : null;
  return { ...path, steps: [...path.steps, record], tip: { xt: step.xPrev, before }, isFresh: false };
}

/**
 * Number of the picture at the front: x_0 of a complete path; the x_t where a fresh branch begins; else that of the
 * newest step. Picture i is x_t of step i.
 */
export function frontOf(path: Path): number {
  const { length } = path.steps;
  return isComplete(path) || path.isFresh ? length : Math.max(0, length - 1);
}

/** The step that a picture is shown with: its own, or for x_0 the one that made it. */
export function stepOfPicture({ timesteps }: Path, picture: number): number {
  return Math.min(picture, timesteps.length - 1);
}

/** Whether it has reached x_0; false before the first run. */
export function isComplete({ steps, timesteps }: Path): boolean {
  return timesteps.length > 0 && steps.length === timesteps.length;
}
