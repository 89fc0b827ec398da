// What of the state is on the plane: the points, at which t, and what is known of them.

import { PREVIEW_ID } from '../../store/routes';
import { POINTS, twinOfMarked } from '../../store/lanes';
import { isComplete, type Path } from '../../store/path';
import { planeOf } from '../../store/plane-settings';
import { currentPath, ghostPath, settledStep, type State } from '../../store/state';
import type { Lane } from '../../terms/lane';
import type { Samples } from '../../terms/sample';

export interface Scene {
  /** Null before the first step. */
  readonly points: Samples | null; // [B, 1, 1, 2]
  /** Timestep of the points; -1 for finished ones. */
  readonly t: number;
  /** How many of them are drawn as particles; twins come after. */
  readonly particles: number;
  readonly lanes: readonly Lane[];
  /** The guide's belief in each class, where it is known of these points or of a step near them. */
  readonly classProbs: Float32Array | null; // [B, K]
  /** Where the points end; null as long as nobody knows. */
  readonly ends: Samples | null;
  /** Whether this is a short run's end, shown while the networks are trained. */
  readonly isPreview: boolean;
}

const NO_LANES: readonly Lane[] = [];

/** The newest beliefs, of steps that are not kept with theirs. */
let held: { readonly pack: object | null; readonly probs: Float32Array | null } = { pack: null, probs: null };

function beliefs(state: State): Float32Array | null {
  const { pack } = state.model;
  const probs = settledStep(state)?.classProbs ?? null;
  if (probs !== null || held.pack !== pack) held = { pack, probs };
  return held.probs;
}

export function sceneOf(state: State): Scene {
  const { training } = state;
  const path = currentPath(state);
  const probs = beliefs(state);
  if (training?.previewing === true && training.preview !== null) {
    const points = training.preview;
    const particles = Math.min(POINTS, points.length / 2);
    return {
      points,
      t: -1,
      particles,
      lanes: state.run.lanes,
      classProbs: null,
      ends: points,
      isPreview: true,
    };
  }
  const finished = state.history.cursor === null && isComplete(path);
  const at = state.history.cursor ?? path.steps.length - 1;
  const record = path.steps[at];
  const points = finished ? path.tip : keptNear(path, at);
  const lanes = record?.lanes ?? NO_LANES;
  const isScales = state.settings.lanes === 'point-scales';
  return {
    points,
    t: finished ? -1 : (record?.t ?? -1),
    particles: isScales ? lanes.length : Math.min(POINTS, lanes.length),
    lanes,
    classProbs: finished ? null : probs,
    ends: isComplete(path) ? path.tip : null,
    isPreview: path.id === PREVIEW_ID,
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
  if (state.history.cursor === null && isComplete(path)) return isComplete(ghost) ? ghost.tip : null;
  return keptNear(ghost, state.history.cursor ?? path.steps.length - 1);
}

export interface OwnPath {
  /** x and y of each kept step, up to the shown one and beyond. */
  readonly guided: readonly (readonly [number, number])[];
  readonly unguided: readonly (readonly [number, number])[];
}

/** The way of the marked particle, and of its twin on the same noise. */
export function ownPath(state: State): OwnPath {
  const path = currentPath(state);
  const { marked } = planeOf(state.settings);
  const guided: (readonly [number, number])[] = [];
  const unguided: (readonly [number, number])[] = [];
  const put = (xt: Samples, lanes: readonly Lane[]): void => {
    guided.push([xt[2 * marked] ?? NaN, xt[2 * marked + 1] ?? NaN]);
    const twin = twinOfMarked(lanes, marked);
    if (twin !== null) unguided.push([xt[2 * twin] ?? NaN, xt[2 * twin + 1] ?? NaN]);
  };
  for (const { xt, lanes } of path.steps) if (xt !== null) put(xt, lanes);
  const last = path.steps.at(-1);
  if (path.tip !== null && last !== undefined) put(path.tip, last.lanes);
  return { guided, unguided };
}

/** The same step with one particle elsewhere, and its twin with it. */
export function movedTo(
  points: Samples,
  lanes: readonly Lane[],
  marked: number,
  [x, y]: readonly [number, number],
): Samples {
  const moved = points.slice();
  const twin = lanes.length === 2 * POINTS ? POINTS + marked : lanes.length === POINTS + 1 ? POINTS : null;
  for (const lane of [marked, ...(twin === null ? [] : [twin])]) {
    moved[2 * lane] = x;
    moved[2 * lane + 1] = y;
  }
  return moved;
}
