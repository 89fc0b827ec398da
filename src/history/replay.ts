// Taking the run of a link or a file again: the same worker takes the same steps, steered at the same ones, up to
// where the link was made. It is a run like any other, only that its steerings are known beforehand.

import type { Steering } from '../terms/steering';
import { withMoved, withMoves } from './moves';
import type { Path } from './path';
import type { Replay, Retake, StopAt } from './replay-state';
import type { Settings } from './settings';

/** The settings with which it begins: a steering at step 0 says what differed then. */
export function settingsAtStart(settings: Settings, steering: readonly Steering[]): Settings {
  const first = steering[0];
  return first?.at === 0 ? steered(settings, first) : settings;
}

/** Settings after a steering: what it leaves out stays. */
export function steered(settings: Settings, steering: Steering): Settings {
  const { at: _, moves: __, ...changes } = steering;
  return { ...settings, ...changes };
}

/** @param path has just begun, with `settingsAtStart` */
export function replayOf(path: Path, after: Settings, retake: Retake): Replay | null {
  const coming = retake.steering.filter(({ at }) => at > 0);
  if (coming.length === 0 && retake.shown === null) return null;
  const shown = retake.shown === null ? null : pictureAt(path, retake.shown);
  const newest = retake.newest === null ? shown : pictureAt(path, retake.newest);
  // picture i is x_t of step i, which is there once the step is taken; the last picture is x_0
  const until = newest === null ? null : Math.min(path.timesteps.length, newest + 1);
  const isFresh = retake.isFresh === true && newest !== null && newest + 1 < path.timesteps.length;
  const front = newest === null ? null : newest + (isFresh ? 1 : 0);
  const cursor = shown === null || front === null || shown >= front ? null : shown;
  return { coming, until, cursor, isFresh, after };
}

/** The picture at a moment, 0 to N; of a t that is not listed, the nearest. */
function pictureAt({ timesteps }: Path, stop: StopAt): number {
  if (stop === 'end') return timesteps.length;
  const distances = timesteps.map((t) => Math.abs(t - stop));
  return distances.indexOf(Math.min(...distances));
}

/** The steering that a path's next step is known to use; null where there is none. */
export function dueSteering({ replay, steps }: Path): Steering | null {
  const due = replay?.coming[0];
  return due === undefined || due.at > steps.length ? null : due;
}

/** The path with it. */
export function withSteering(path: Path, due: Steering): Path {
  const replay = path.replay && { ...path.replay, coming: path.replay.coming.slice(1) };
  return { ...movedBy(path, due), settings: steered(path.settings, due), replay };
}

/** The path with what a steering moves before its next step. */
function movedBy(path: Path, { moves = [] }: Steering): Path {
  const { tip, steps } = path;
  if (tip === null || moves.length === 0) return path;
  const xt = withMoves(tip.xt, moves);
  return { ...path, tip: { ...tip, xt }, moves: withMoved(path.moves, steps.length, moves) };
}

/** Whether everything that was known beforehand has been done. */
export function replayIsOver({ replay, steps }: Path): boolean {
  if (replay === null) return false;
  return replay.until === null ? replay.coming.length === 0 : steps.length >= replay.until;
}

/** The path when its replay is over, with the settings of when the link was made. */
export function afterReplay(path: Path): Path {
  const { replay } = path;
  if (replay === null) return path;
  if (replay.until === null) return { ...path, replay: null };
  const branch = replay.isFresh ? { isFresh: true, branchedAt: path.steps.length } : {};
  const due = dueSteering(path);
  const moved = due === null ? path : movedBy(path, due);
  return { ...moved, replay: null, settings: replay.after, ...branch };
}
