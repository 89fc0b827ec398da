// Ways through the paths: a new run, a branch, undo and redo. All of them end on a path with its settings, and
// leave the way back in the turns.

import { respace } from '../diffusion/respacing';
import { invariant } from '../terms/errors';
import type { PackInfo } from '../terms/pack-info';
import type { Samples } from '../terms/sample';
import type { Sampler } from '../terms/scheduler';
import { firstLarge, lanesOf, sameSteering } from './lanes';
import { beginningOf } from './noise/moment';
import { branchOf, isComplete, newPath, type Path } from './path';
import { currentPath, pathOf, settledStep, type State } from './state';
import type { Settings } from './settings';
import { expand } from './step-record';
import { MOST_TURNS, type Turn } from './turns';
import { patchHistory, patchRun, putPath, type StoreWorld } from './world';

/** Paths that are kept to return to. */
const MOST_PATHS = 6;

export function samplerOf({ sampler }: Settings): Sampler {
  return sampler === 'ddim' ? { kind: 'ddim', eta: 0 } : { kind: 'ddpm' };
}

let lastId = 0;

/** A path from the beginning for the settings as they are. */
export function beginPath(world: StoreWorld, before: Settings): void {
  const state = world.store.getState();
  const pack = packOf(state);
  const { settings, history } = state;
  const steps = Math.min(settings.steps, pack.scheduler.trainTimesteps);
  const path = beginning(
    state,
    pack,
    newPath(++lastId, samplerOf(settings), steps, respace(pack.scheduler, steps)),
  );
  const old = currentPath(state);
  const turn: Turn = { before, after: settings, from: old.id, to: path.id, index: 0 };
  const past = old.timesteps.length > 0 && before !== settings ? withTurn(history.past, turn) : history.past;
  enter(world, path, { ghost: null, past, future: [] });
}

/** The same path from a picture taken into noise, where the settings ask for one: from its t, and the t listed below. */
function beginning({ settings, noise }: State, pack: PackInfo, path: Path): Path {
  const from = settings.from ?? null;
  const found = from === null ? null : beginningOf(from, pack, noise.sheet);
  if (found === null) return path;
  const count = lanesOf(settings, pack).length;
  const tip = new Float32Array(count * found.xt.length);
  for (let lane = 0; lane < count; lane++) tip.set(found.xt, lane * found.xt.length);
  return { ...path, timesteps: [found.t, ...path.timesteps.filter((t) => t < found.t)], tip };
}

/** The id of the only path that is a preview; the others count up from 1. */
export const PREVIEW_ID = -2;

/** A short path in the place of the last such. DDPM, which bears with networks that know nothing yet. No turn leads to it. */
export function beginPreview(world: StoreWorld, steps: number): void {
  const { model, history } = world.store.getState();
  if (model.pack === null) return;
  const timesteps = respace(model.pack.scheduler, steps);
  const path = newPath(PREVIEW_ID, { kind: 'ddpm' }, steps, timesteps);
  enter(world, path, { ghost: null, past: history.past, future: history.future });
}

/**
 * A path that leaves the current one at the shown step. The one that is left becomes its ghost.
 *
 * @param from where it begins instead of at the step's own x_t
 */
export function beginBranch(world: StoreWorld, before: Settings, from: Samples | null = null): boolean {
  const state = world.store.getState();
  const { history, settings } = state;
  const old = currentPath(state);
  const index = history.cursor ?? old.steps.length;
  const kept = history.cursor === null ? old.tip : (old.steps[index]?.xt ?? settledStep(state)?.xt ?? null);
  const xt = from ?? kept;
  if (index >= old.timesteps.length || (xt === null && index > 0)) return false;
  const path = branchOf(old, ++lastId, index, xt, samplerOf(settings), old.timesteps.slice(index));
  const turn: Turn = { before, after: settings, from: old.id, to: path.id, index };
  enter(world, path, { ghost: old.id, past: withTurn(history.past, turn), future: [] });
  return true;
}

/** Whether the current path has branched off and taken no step of its own yet: what it changes is still open. */
export function isFreshBranch(state: State): boolean {
  const { cursor, past } = state.history;
  const { id, steps, branchedAt } = currentPath(state);
  const turn = past.at(-1);
  return cursor === null && branchedAt === steps.length && turn?.to === id && turn.from !== null;
}

/** A fresh branch goes by the settings as they are; it is the same turn still. */
export function changeBranch(world: StoreWorld): void {
  const state = world.store.getState();
  const { history, settings } = state;
  const turn = history.past.at(-1);
  invariant(turn !== undefined, 'changeBranch: expected a fresh branch');
  const path = { ...currentPath(state), sampler: samplerOf(settings) };
  putPath(world, path, { past: [...history.past.slice(0, -1), { ...turn, after: settings }] });
  patchRun(world, { lanes: lanesOf(settings, packOf(state)) });
}

/** Remembers a steering of the current path, or lengthens the one that has just been remembered. */
export function rememberSteering(world: StoreWorld, before: Settings, goesOn: boolean): void {
  const state = world.store.getState();
  const { history, settings } = state;
  const { id, steps } = currentPath(state);
  const last = history.past.at(-1);
  if (goesOn && last?.from === null && last.to === id) {
    patchHistory(world, { past: [...history.past.slice(0, -1), { ...last, after: settings }], future: [] });
    return;
  }
  const turn: Turn = { before, after: settings, from: null, to: id, index: steps.length };
  patchHistory(world, { past: withTurn(history.past, turn), future: [] });
}

export function undo(world: StoreWorld): boolean {
  const state = world.store.getState();
  const { history } = state;
  const turn = history.past.at(-1);
  if (turn === undefined) return false;
  world.store.setState({ settings: { ...turn.before, backend: state.settings.backend } });
  const path = turn.from === null ? withoutSteering(state, turn) : pathOf(history, turn.from);
  if (path === null) return false;
  enter(world, path, {
    ghost: turn.index > 0 ? turn.to : null,
    past: history.past.slice(0, -1),
    future: [...history.future, { ...turn, from: path.id }],
  });
  return true;
}

export function redo(world: StoreWorld): boolean {
  const { history, settings } = world.store.getState();
  const turn = history.future.at(-1);
  if (turn === undefined) return false;
  world.store.setState({ settings: { ...turn.after, backend: settings.backend } });
  enter(world, pathOf(history, turn.to), {
    ghost: turn.index > 0 ? turn.from : null,
    past: withTurn(history.past, turn),
    future: history.future.slice(0, -1),
  });
  return true;
}

/** The current path up to where it was steered. */
function withoutSteering(state: State, turn: Turn): Path | null {
  const path = pathOf(state.history, turn.to);
  const lanes = lanesOf(turn.before, packOf(state));
  const steered = path.steps.findIndex(
    (record, index) => index >= turn.index && !sameSteering(record.lanes, lanes),
  );
  const index = steered < 0 ? path.steps.length : steered;
  const xt = index === path.steps.length ? path.tip : (path.steps[index]?.xt ?? null);
  if (xt === null && index > 0) return null;
  return branchOf(path, ++lastId, index, xt, path.sampler, path.timesteps.slice(index));
}

/** Makes a path the current one, with its newest step on screen. */
export function enter(
  world: StoreWorld,
  path: Path,
  history: Partial<Pick<State['history'], 'ghost' | 'past' | 'future'>>,
): void {
  const state = world.store.getState();
  const pack = packOf(state);
  const last = path.steps.at(-1);
  const shown = last === undefined ? null : (expand(last, pack.scheduler) ?? state.history.shown);
  putPath(world, path, { ...history, current: path.id, cursor: null, shown, awaited: null });
  forgetPaths(world);
  const lanes = lanesOf(state.settings, pack);
  patchRun(world, { lanes, status: isComplete(path) ? 'done' : 'paused' });
  const sameLayout = lanes.length === state.run.lanes.length;
  const large = sameLayout ? state.large : firstLarge(state.settings.lanes);
  world.store.setState({ large: Math.min(large, lanes.length - 1) });
}

/** The oldest paths go, with the turns that lead to them. */
function forgetPaths(world: StoreWorld): void {
  const { history } = world.store.getState();
  const { paths, current, ghost } = history;
  const old = paths.slice(0, Math.max(0, paths.length - MOST_PATHS));
  const gone = new Set(old.map(({ id }) => id).filter((id) => id !== current && id !== ghost));
  if (gone.size === 0) return;
  const leads = ({ from, to }: Turn) => !gone.has(to) && (from === null || !gone.has(from));
  patchHistory(world, {
    paths: paths.filter(({ id }) => !gone.has(id)),
    past: history.past.filter(leads),
    future: history.future.filter(leads),
  });
}

function withTurn(turns: readonly Turn[], turn: Turn): readonly Turn[] {
  return [...turns, turn].slice(-MOST_TURNS);
}

function packOf({ model }: State): PackInfo {
  invariant(model.pack !== null, 'history: expected an open model');
  return model.pack;
}
