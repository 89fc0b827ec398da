// Taking the run of a link or a file again: the same worker takes the same steps, steered at the same ones, up to
// where the link was made. It is a run like any other, only that its steerings are known beforehand.

import type { Steering } from '../terms/steering';
import { lanesOf } from './lanes';
import type { Moment, Replay, Retake } from './replay-state';
import type { Path } from './path';
import { rememberSteering, samplerOf } from './routes';
import { currentPath, type State } from './state';
import type { Settings } from './settings';
import { patchRun, patchSettings, putPath, type StoreWorld } from './world';

/** The settings with which it begins: a steering at step 0 says what differed then. */
export function settingsAtStart(settings: Settings, steering: readonly Steering[]): Settings {
  const first = steering[0];
  return first?.at === 0 ? steered(settings, first) : settings;
}

function steered(settings: Settings, { target, guidanceScale, seed, sampler }: Steering): Settings {
  return {
    ...settings,
    target: target ?? settings.target,
    guidanceScale: guidanceScale ?? settings.guidanceScale,
    seed: seed ?? settings.seed,
    sampler: sampler ?? settings.sampler,
  };
}

/** @param path has just begun, with `settingsAtStart` */
export function replayOf(path: Path, after: Settings, retake: Retake): Replay | null {
  const coming = retake.steering.filter(({ at }) => at > 0);
  if (coming.length === 0 && retake.shown === null) return null;
  const shown = retake.shown === null ? null : pictureAt(path, retake.shown);
  const newest = retake.newest === null ? shown : pictureAt(path, retake.newest);
  // picture i is x_t of step i, which is there once the step is taken; the last picture is x_0
  const until = newest === null ? null : Math.min(path.timesteps.length, newest + 1);
  const cursor = shown === null || newest === null || shown >= newest ? null : shown;
  return { path: path.id, coming, until, cursor, after };
}

/** The picture at a moment, 0 to N; of a t that is not listed, the nearest. */
function pictureAt({ timesteps }: Path, moment: Moment): number {
  if (moment === 'end') return timesteps.length;
  const distances = timesteps.map((t) => Math.abs(t - moment));
  return distances.indexOf(Math.min(...distances));
}

/** The replay of the path on screen, if it is one. */
export function activeReplay({ replay, history }: State): Replay | null {
  return replay?.path === history.current ? replay : null;
}

/**
 * Settings, lanes and path as the next step of a replay wants them.
 *
 * @returns what changed: lanes can be told to the running chain, another sampler needs another one
 */
export function turnReplay(world: StoreWorld): 'nothing' | 'lanes' | 'sampler' {
  const state = world.store.getState();
  const replay = activeReplay(state);
  const next = replay?.coming[0];
  const path = currentPath(state);
  const { pack } = state.model;
  if (replay === null || next === undefined || pack === null || next.at > path.steps.length) return 'nothing';
  const before = state.settings;
  const settings = steered(before, next);
  world.store.setState({ replay: { ...replay, coming: replay.coming.slice(1) } });
  patchSettings(world, settings);
  const lanes = lanesOf(settings, pack);
  patchRun(world, { lanes });
  rememberSteering(world, before, isDrag(path, next));
  if (settings.sampler === before.sampler) return 'lanes';
  putPath(world, { ...currentPath(world.store.getState()), sampler: samplerOf(settings) });
  return 'sampler';
}

/** Whether a steering goes on with one just before it, as when a slider was dragged. */
function isDrag({ steps }: Path, { at, target, seed, sampler }: Steering): boolean {
  const [earlier, last] = [steps[at - 2], steps[at - 1]];
  const onlyScale = target === undefined && seed === undefined && sampler === undefined;
  return onlyScale && earlier?.lanes[0]?.guidanceScale !== last?.lanes[0]?.guidanceScale;
}
