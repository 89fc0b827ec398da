// Ways forth: a new run, a preview, a branch. All of them end on a path, which carries what steers it, and remember
// the place that was left. The ways back are in travel.ts.

import { initialNoise } from '../diffusion/initial-noise';
import { respace } from '../diffusion/respacing';
import { historyBytes } from '../history/budget';
import { patchHistory, patchRun, putPath, type StoreContext } from '../history/context';
import type { Place } from '../history/edits';
import { arrange, firstFocus } from '../history/arrangement';
import {
  branchOf,
  canBranchAt,
  frontOf,
  isComplete,
  newPath,
  NO_PATH_ID,
  stepOfPicture,
  tipAt,
  type Path,
  type Tip,
} from '../history/path';
import { movesBetween, withMoved, withMoves } from '../history/moves';
import { withHere } from '../history/remember';
import { replayOf, settingsAtStart } from '../history/replay';
import type { Retake } from '../history/replay-state';
import type { Settings } from '../history/settings';
import {
  currentPath,
  pictureShown,
  settledStep,
  settingsOf,
  type History,
  type State,
} from '../history/state';
import { expand } from '../history/step-record';
import { invariant } from '../terms/errors';
import type { PackInfo } from '../terms/pack-info';
import { sampleSize, type Samples } from '../terms/sample';
import type { World } from './world';

/** Paths that are kept to return to, however large they are; more of them as long as the budget allows. */
const FEWEST_PATHS = 6;

/** The id of the only path that is a preview; the others count up from 1. */
export const PREVIEW_ID = -2;

let lastId = 0;

/** Of a new path. */
export function freshId(): number {
  return ++lastId;
}

/** @param retake the run of a link or a file, to be taken again */
export function beginPath(
  context: StoreContext,
  world: World,
  asked: Settings,
  retake: Retake | null = null,
): void {
  const state = context.store.getState();
  const pack = packOf(state);
  const after = world.beforeRun?.(asked, state) ?? asked;
  const settings = retake === null ? after : settingsAtStart(after, retake.steering);
  const steps = Math.min(settings.steps, pack.scheduler.trainTimesteps);
  const timesteps = respace(pack.scheduler, steps);
  const fresh = newPath(freshId(), settings, steps, timesteps, state.model.origin);
  const begun = beginning(fresh, world.beginning?.(settings, pack, state) ?? null, pack);
  const path = movedAtStart(begun, retake, pack);
  const { history } = state;
  const old = currentPath(state);
  const replay = retake === null ? null : replayOf(path, after, retake);
  if (isSameAgain(old, settings)) {
    enter(context, { ...path, replay }, { ghost: null, past: history.past, future: [] });
    // nothing is lost: the old path would only be in the way of others
    dropPaths(context, new Set([old.id]));
    return;
  }
  enter(context, { ...path, replay }, { ghost: null, past: withHere(history.past, state), future: [] });
}

/** Whether a path is the one that these settings give, or the beginning of it. */
function isSameAgain(path: Path, settings: Settings): boolean {
  return (
    path.timesteps.length > 0 &&
    path.branchedAt === null &&
    path.moves.length === 0 &&
    path.settings === settings &&
    path.steps.every((record) => record.settings === settings)
  );
}

/** The same path from an x_t that is given, where one is: from its t, and the t listed below. */
function beginning(
  path: Path,
  from: { readonly t: number; readonly xt: Samples } | null,
  pack: PackInfo,
): Path {
  if (from === null) return path;
  const count = arrange(path.settings, pack).lanes.length;
  const xt = new Float32Array(count * from.xt.length);
  for (let lane = 0; lane < count; lane++) xt.set(from.xt, lane * from.xt.length);
  return {
    ...path,
    timesteps: [from.t, ...path.timesteps.filter((t) => t < from.t)],
    begin: { xt, before: null },
    tip: { xt, before: null },
  };
}

/** The same path with what a link moved in x_T itself. */
function movedAtStart(path: Path, retake: Retake | null, pack: PackInfo): Path {
  const first = retake?.steering[0];
  if (first?.at !== 0 || first.moves === undefined) return path;
  const { lanes } = arrange(path.settings, pack);
  const xT = path.begin?.xt ?? initialNoise(pack.scheduler, lanes, sampleSize(pack.sampleShape));
  const tip: Tip = { xt: withMoves(xT, first.moves), before: null };
  return { ...path, begin: tip, tip, moves: withMoved([], 0, first.moves) };
}

/**
 * Replaces the last preview by a short path. DDPM, because untrained networks diverge under DDIM. Not undoable.
 *
 * @param changes of the settings, for this preview and those after it
 */
export function beginPreview(context: StoreContext, steps: number, changes: Partial<Settings> = {}): void {
  const state = context.store.getState();
  const timesteps = respace(packOf(state).scheduler, steps);
  const settings: Settings = { ...currentPath(state).settings, ...changes, sampler: 'ddpm' };
  const { past, future } = state.history;
  enter(context, newPath(PREVIEW_ID, settings, steps, timesteps, state.model.origin), {
    ghost: null,
    past,
    future,
  });
}

/**
 * A path that leaves the current one at the shown step. The one that is left becomes its ghost.
 *
 * @param changes of what steered there
 * @param xt where it begins instead of at the step's own x_t
 */
export function beginBranch(
  context: StoreContext,
  changes: Partial<Settings>,
  xt: Samples | null = null,
): boolean {
  const state = context.store.getState();
  const { history } = state;
  const old = currentPath(state);
  const index = pictureShown(state);
  const tip =
    xt === null ? tipOnScreen(state, old, index) : { xt, before: tipAt(old, index)?.before ?? null };
  if (index >= old.timesteps.length || (tip === null && index > 0)) return false;
  const settings = { ...settingsOf(state), ...changes };
  const branch = branchOf(old, freshId(), index, settings, tip);
  const was = xt && (tipAt(old, index) ?? settledStep(state))?.xt;
  const moves = xt && was ? movesBetween(was, xt, sampleSize(packOf(state).sampleShape)) : [];
  const path = {
    ...branch,
    origin: state.model.origin,
    isFresh: true,
    moves: withMoved(branch.moves, index, moves),
  };
  enter(context, path, { ghost: old.id, past: withHere(history.past, state), future: [] });
  return true;
}

/** Where the shown step begins: as it is kept, or as it has been computed again. */
function tipOnScreen(state: State, path: Path, index: number): Tip | null {
  const kept = tipAt(path, index);
  if (kept !== null || canBranchAt(path, index)) return kept;
  const shown = settledStep(state);
  return shown === null ? null : { xt: shown.xt, before: shown.before };
}

/**
 * Makes a path the current one. What is on screen stays until the step that is shown of it has been expanded or
 * computed again.
 *
 * @param cursor the step that is shown; null is its front
 */
export function enter(
  context: StoreContext,
  path: Path,
  history: Partial<Pick<History, 'ghost' | 'past' | 'future'>>,
  cursor: number | null = null,
): void {
  const state = context.store.getState();
  const pack = packOf(state);
  const before = currentPath(state);
  const seen = cursor !== null && cursor < path.steps.length ? cursor : null;
  const index = stepOfPicture(path, seen ?? frontOf(path));
  const record = path.steps[index];
  const kept = record === undefined ? null : expand(record, pack, path.chainSteps);
  const lanes = arrange(path.settings, pack).lanes.length;
  const size = lanes * sampleSize(pack.sampleShape);
  const stays = state.history.shown?.xt.length === size && (record !== undefined || path.isFresh);
  const shown = kept ?? (stays ? state.history.shown : null);
  const awaited = kept === null && stays ? index : null;
  putPath(context, path, { ...history, current: path.id, cursor: seen, shown, awaited });
  forgetPaths(context);
  patchRun(context, { status: isComplete(path) ? 'done' : 'paused' });
  const sameLayout =
    before.timesteps.length > 0 && before.settings.layout === path.settings.layout && state.focus < lanes;
  context.store.setState({ focus: sameLayout ? state.focus : firstFocus(path.settings, pack) });
}

/** Paths that nothing leads back to go; and the oldest, where all cannot be kept within the budget. */
function forgetPaths(context: StoreContext): void {
  const { paths, current, ghost, past, future } = context.store.getState().history;
  const inHand = new Set([current, ghost, NO_PATH_ID]);
  const leads = new Set([...past, ...future].flatMap(({ path, ghost: beside }) => [path, beside]));
  const rest = paths.filter(({ id }) => !inHand.has(id));
  dropPaths(context, new Set(rest.map(({ id }) => id).filter((id) => !leads.has(id))));
  const others = rest.filter(({ id }) => leads.has(id));
  for (const { id } of others.slice(0, Math.max(0, paths.length - FEWEST_PATHS))) {
    if (historyBytes(context.store.getState().history.paths) <= context.budget) return;
    dropPaths(context, new Set([id]));
  }
}

/** Paths go, with the places on them. */
function dropPaths(context: StoreContext, gone: ReadonlySet<number>): void {
  if (gone.size === 0) return;
  const { paths, past, future } = context.store.getState().history;
  const stays = ({ path }: Place): boolean => !gone.has(path);
  patchHistory(context, {
    paths: paths.filter(({ id }) => !gone.has(id)),
    past: past.filter(stays),
    future: future.filter(stays),
  });
}

export function packOf({ model }: State): PackInfo {
  invariant(model.pack !== null, 'history: expected an open model');
  return model.pack;
}
