// What of the state is on the plane: the points, at which t, and what is known of them.

import { arrange, type Arrangement } from '../../history/arrangement';
import { isComplete, settingsAt, type Path } from '../../history/path';
import { currentPath, ghostPath, isFinished, settledStep, type State } from '../../history/state';
import { PREVIEW_ID } from '../../store/runs';
import type { Lane } from '../../terms/lane';
import type { PackInfo } from '../../terms/pack-info';
import type { Samples } from '../../terms/sample';
import { guidanceOf } from '../../terms/step';
import { looksOf, trainingOf } from './state';

/** What is on the plane. B lanes: the particles first, then their twins. */
export interface Scene {
  /** Null before the first step. */
  readonly points: Samples | null; // [B, 1, 1, 2]
  /** Timestep of the points; -1 for finished ones. */
  readonly t: number;
  /** How many of them are drawn as particles; twins come after. */
  readonly particles: number;
  /** Where the unguided twins begin, where every particle has one; else null. */
  readonly twins: number | null;
  readonly lanes: readonly Lane[];
  /** The guide's belief in each class, where it is known of these points or of a step near them. */
  readonly beliefs: Float32Array | null; // [B, K]
  /** Where the points end; null until it is known. */
  readonly ends: Samples | null;
  /** Whether this is a short run's end, shown while the networks are trained. */
  readonly isPreview: boolean;
}

/** The newest beliefs of each model, of steps that are not kept with theirs. */
const newest = new WeakMap<PackInfo, Float32Array>();

function beliefs(state: State): Float32Array | null {
  const { pack } = state.model;
  if (pack === null) return null;
  const step = settledStep(state);
  const now = step === null ? null : (guidanceOf(step)?.beliefs ?? null);
  if (now !== null) newest.set(pack, now);
  return newest.get(pack) ?? null;
}

/** How the lanes of a path are laid out at one of its steps; null while no model is open. */
export function arrangementAt(state: State, path: Path, index: number): Arrangement | null {
  const { pack } = state.model;
  return pack === null ? null : arrange(settingsAt(path, index), pack);
}

/** What the canvas shows now, of the step on screen. */
export function sceneOf(state: State): Scene {
  const path = currentPath(state);
  const finished = isFinished(state);
  const at = state.history.cursor ?? path.steps.length - 1;
  const record = path.steps[at];
  const arrangement = arrangementAt(state, path, at);
  const lanes = record?.lanes ?? arrangement?.lanes ?? [];
  const cells = arrangement === null ? 0 : arrangement.scales.length * arrangement.seeds;
  const training = trainingOf(state);
  const preview = training?.previewing === true ? training.preview : null;
  const common = {
    lanes,
    particles: cells,
    twins: lanes.length === 2 * cells ? cells : null,
    isPreview: preview !== null || path.id === PREVIEW_ID,
  };
  if (preview !== null) return { ...common, points: preview, t: -1, beliefs: null, ends: preview };
  const end = path.tip?.xt ?? null;
  // where a branch begins, and no step of it has been taken
  if (state.history.cursor === null && path.isFresh && end !== null) {
    const t = path.timesteps[path.steps.length] ?? -1;
    return { ...common, points: end, t, beliefs: beliefs(state), ends: null };
  }
  return {
    ...common,
    points: finished ? end : keptNear(path, at),
    t: finished ? -1 : (record?.t ?? -1),
    beliefs: finished ? null : beliefs(state),
    ends: isComplete(path) ? end : null,
  };
}

/** x_t of a step, or of the nearest before it that is kept. */
export function keptNear({ steps }: Path, index: number): Samples | null {
  for (let i = Math.min(index, steps.length - 1); i >= 0; i--) {
    const xt = steps[i]?.xt ?? null;
    if (xt !== null) return xt;
  }
  return null;
}

/** Points of the path that was left, at the same place of it. */
export function ghostPoints(state: State): Samples | null {
  const ghost = ghostPath(state);
  if (ghost === null) return null;
  const path = currentPath(state);
  if (isFinished(state)) return isComplete(ghost) ? (ghost.tip?.xt ?? null) : null;
  return keptNear(ghost, state.history.cursor ?? path.steps.length - 1);
}

/**
 * The way of one particle, in the plane’s own units, and of its twin; the twin’s is empty where it has none.
 */
export interface OwnPath {
  /** x and y of each kept step, up to the shown one and beyond. */
  readonly guided: readonly (readonly [number, number])[];
  readonly unguided: readonly (readonly [number, number])[];
}

/** The way of the marked particle, and of its twin on the same noise. */
export function ownPath(state: State): OwnPath {
  const path = currentPath(state);
  const { marked } = looksOf(state);
  const guided: (readonly [number, number])[] = [];
  const unguided: (readonly [number, number])[] = [];
  const put = (xt: Samples, index: number): void => {
    guided.push([xt[2 * marked] ?? NaN, xt[2 * marked + 1] ?? NaN]);
    const twin = arrangementAt(state, path, index)?.twinOf(marked) ?? null;
    if (twin !== null) unguided.push([xt[2 * twin] ?? NaN, xt[2 * twin + 1] ?? NaN]);
  };
  path.steps.forEach(({ xt }, index) => {
    if (xt !== null) put(xt, index);
  });
  if (path.tip !== null && path.steps.length > 0) put(path.tip.xt, path.steps.length - 1);
  return { guided, unguided };
}

/** Finer than a hand, and short in a link. */
const thousandth = (value: number): number => Math.round(value * 1000) / 1000;

/** The same step with one particle elsewhere, and its twin with it: that of its own, or the only one that there is. */
export function movedTo(
  points: Samples,
  { particles, lanes, twins }: Pick<Scene, 'particles' | 'lanes' | 'twins'>,
  marked: number,
  [x, y]: readonly [number, number],
): Samples {
  const moved = points.slice();
  const twin = twins !== null ? twins + marked : lanes.length > particles ? particles : null;
  for (const lane of [marked, ...(twin === null ? [] : [twin])]) {
    moved[2 * lane] = thousandth(x);
    moved[2 * lane + 1] = thousandth(y);
  }
  return moved;
}
