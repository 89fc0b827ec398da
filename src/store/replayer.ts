// Drives a run that is taken again: begins it as the link wants, grants its steps one turn after another, and rests
// where the link was made.

import { invariant } from '../terms/errors';
import type { PackInfo } from '../terms/pack-info';
import { lanesOf } from './lanes';
import type { Player } from './player';
import { activeReplay, replayOf, settingsAtStart } from './replay';
import type { Retake } from './replay-state';
import { samplerOf } from './routes';
import { currentPath, type Actions } from './state';
import type { Settings } from './settings';
import type { WorkerLink } from './worker-link';
import { patchRun, patchSettings, putPath, type StoreWorld } from './world';

interface Parts {
  readonly link: WorkerLink;
  readonly player: Player;
  readonly start: (before: Settings, playing: boolean) => void;
  readonly actions: () => Pick<Actions, 'setLarge' | 'scrub'>;
}

export interface Replayer {
  /** What the next run takes again; null nothing. */
  want(retake: Retake | null): void;
  /** A run of the settings as they are, or the one that was wanted. @param before the settings it turns away from */
  begin(before: Settings): void;
  /** After a step: the next one, or rest where the link was made. */
  goOn(): void;
}

export function createReplayer(world: StoreWorld, { link, player, start, actions }: Parts): Replayer {
  const { getState, setState } = world.store;
  let wanted: Retake | null = null;

  function begin(before: Settings): void {
    const retake = fitting(wanted);
    const after = getState().settings;
    wanted = null;
    if (retake === null) {
      start(before, true);
      return;
    }
    setState({ settings: settingsAtStart(after, retake.steering) });
    start(before, false);
    setState({ replay: replayOf(currentPath(getState()), after, retake) });
    if (retake.large !== null) actions().setLarge(retake.large);
    player.play(1);
  }

  /** Steerings toward classes that this pack has not are left out, and it is said. */
  function fitting(retake: Retake | null): Retake | null {
    const classes = Math.max(1, getState().model.pack?.classes.length ?? 1);
    if (retake?.steering.every(({ target }) => target === undefined || target < classes) !== false) {
      return retake;
    }
    setState({ notice: 'The link’s turns name a class that this model has not; they are left out.' });
    return { ...retake, steering: [] };
  }

  function goOn(): void {
    const replay = activeReplay(getState());
    if (replay === null) return;
    const { run, history } = getState();
    const taken = currentPath(getState()).steps.length;
    if (replay.until === null && replay.coming.length === 0) {
      setState({ replay: null });
      if (run.status === 'playing' && history.cursor === null) player.play(1);
    } else if (replay.until !== null && taken >= replay.until) {
      const playing = run.status === 'playing';
      player.pause();
      setState({ replay: null });
      patchSettings(world, replay.after);
      const lanes = lanesOf(getState().settings, packOf());
      patchRun(world, { lanes });
      const path = currentPath(getState());
      const sampler = samplerOf(replay.after);
      if (sampler.kind !== path.sampler.kind) {
        putPath(world, { ...path, sampler });
        link.forget(); // the next step begins another chain
      } else link.steer(lanes);
      if (replay.cursor !== null && playing) actions().scrub(replay.cursor);
    } else if (run.status === 'playing' && run.speed === Infinity && history.cursor === null) link.play();
  }

  function packOf(): PackInfo {
    const { pack } = getState().model;
    invariant(pack !== null, 'replay: expected an open model');
    return pack;
  }

  const want = (retake: Retake | null): void => {
    wanted = retake;
  };
  return { want, begin, goOn };
}
