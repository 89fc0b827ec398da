// Steering: a change of what acts on the chain, by the state that the chain is in.

import { patchHistory, patchSettings, putPath, type StoreContext } from '../history/context';
import { sameRun, type Place } from '../history/edits';
import { isComplete } from '../history/path';
import { rememberPlace } from '../history/remember';
import type { Settings, Steer } from '../history/settings';
import { currentPath, pictureShown, settingsOf } from '../history/state';
import type { Player } from '../playback/player';
import type { RunDriver } from '../playback/run-driver';
import type { ModelLoader } from './model-loader';
import { beginBranch } from './runs';

/** Steerings within this time are one, as when a slider is dragged: one undo takes them all back. */
const ONE_STEERING_MS = 1000;

interface Deps {
  readonly driver: RunDriver;
  readonly player: Player;
  readonly loader: ModelLoader;
  readonly startRun: (settings: Settings, playing: boolean) => void;
  /** After the path on screen has changed: goes on playing if it was. */
  readonly goOn: (playing: boolean) => void;
}

export interface Steering {
  /** Of the next step: the running chain hears it; after its end a new one begins. */
  readonly steer: (changes: Partial<Steer>) => void;
  /** Sampler and seed: of a branch that has taken no step yet; else of a new run. */
  readonly changeWay: (changes: Partial<Steer>) => void;
  /** After a new step of the path on screen: what was steered too late for the last one is of a new run. */
  readonly afterStep: () => void;
}

export function createSteering(context: StoreContext, deps: Deps): Steering {
  const { driver, player, loader, startRun, goOn } = deps;
  const { getState } = context.store;
  let newest: { readonly at: number; readonly what: string; readonly place: Place } | null = null;

  /** What the chain is in; `none`: nothing is open, or no run has begun. */
  function situation(): 'none' | 'ended' | 'looking-back' | 'fresh-branch' | 'running' {
    const { model, run, history } = getState();
    const path = currentPath(getState());
    if (model.pack === null || model.backend === null || run.status === 'idle') return 'none';
    if (history.cursor !== null) return 'looking-back';
    if (isComplete(path)) return 'ended';
    return path.isFresh ? 'fresh-branch' : 'running';
  }

  function steer(changes: Partial<Steer>): void {
    const { model } = getState();
    // nothing steers a recording: the live run is loaded again, with what is shown and this
    if (model.recorded && model.loading === null) {
      startRun({ ...settingsOf(getState()), ...changes }, true);
      return;
    }
    loader.change(changes);
    const playing = getState().run.status === 'playing';
    switch (situation()) {
      case 'none':
        patchSettings(context, changes);
        return;
      case 'ended':
        startRun({ ...settingsOf(getState()), ...changes }, true);
        return;
      case 'looking-back': // what is seen is what is steered
        player.pause();
        if (beginBranch(context, changes)) goOn(playing);
        return;
      case 'fresh-branch':
        patchSettings(context, changes);
        if (!driver.steer() && playing) player.play(1);
        if (!playing) driver.show(pictureShown(getState()));
        return;
      case 'running': {
        const what = Object.keys(changes).join();
        const at = context.clock.now();
        const goesOn = newest !== null && what === newest.what && at - newest.at < ONE_STEERING_MS;
        newest = { at, what, place: rememberPlace(context, goesOn && newest !== null ? newest.place : null) };
        leaveReplay();
        patchSettings(context, changes);
        if (!driver.steer() && playing) player.play(1);
        return;
      }
    }
  }

  /** A run that is taken again goes its own way from here on. */
  function leaveReplay(): void {
    const path = currentPath(getState());
    if (path.replay === null) return;
    putPath(context, { ...path, replay: null });
    if (getState().run.status === 'playing') player.play(1);
  }

  function changeWay(changes: Partial<Steer>): void {
    if (situation() !== 'fresh-branch') {
      loader.change(changes);
      const { status } = getState().run;
      startRun({ ...settingsOf(getState()), ...changes }, status !== 'paused');
      return;
    }
    const playing = getState().run.status === 'playing';
    player.pause();
    patchSettings(context, changes);
    driver.forget(); // a step that is on its way has the old sampler and seed
    goOn(playing);
  }

  function afterStep(): void {
    const { history } = getState();
    const path = currentPath(getState());
    const last = path.steps.at(-1);
    if (last === undefined || !isComplete(path) || sameRun(last.settings, path.settings)) return;
    // nothing used it here, so nothing here is to be undone
    if (newest !== null && history.past.at(-1) === newest.place) {
      patchHistory(context, { past: history.past.slice(0, -1) });
    }
    putPath(context, { ...path, settings: last.settings });
    if (history.cursor === null) startRun(path.settings, true);
  }

  return { steer, changeWay, afterStep };
}
