// What a person can do, in the words of the controls.

import type { PackSource } from '../terms/pack-info';
import { limits, type PackDefault } from './address';
import { lanesOf } from './lanes';
import type { NoiseActions } from './noise/state';
import { isComplete } from './path';
import type { Player } from './player';
import { activeReplay } from './replay';
import { beginBranch, changeBranch, enter, isFreshBranch, redo, rememberSteering, undo } from './routes';
import { currentPath, pathOf, type Actions } from './state';
import type { Settings } from './settings';
import type { WorkerLink } from './worker-link';
import { patchHistory, patchRun, patchSettings, type StoreWorld } from './world';

/** Steerings within this time are one, as when a slider is dragged: to undo them all is one turn. */
const ONE_STEERING_MS = 1000;

interface Parts {
  readonly link: WorkerLink;
  readonly player: Player;
  readonly start: (before: Settings, playing: boolean) => void;
  readonly load: (source: PackSource, title: string) => Promise<void>;
  readonly loadBuiltIn: () => void;
  readonly openRun: (file: Blob) => Promise<void>;
  /** The person has decided this: the pack's default does not matter any more. */
  readonly decide: (setting: PackDefault) => void;
  readonly noise: NoiseActions;
}

export function createActions(world: StoreWorld, parts: Parts): Actions {
  const { link, player, start } = parts;
  const { getState, setState } = world.store;
  let steeredAt = -Infinity;
  let steeredWhat = '';

  /** Settings of the next step: the running chain hears them; after its end a new one begins. */
  function steer(settings: Partial<Pick<Settings, 'target' | 'guidanceScale'>>): void {
    const { settings: before, model, run, history } = getState();
    patchSettings(world, settings);
    if (model.pack === null || model.backend === null || run.status === 'idle') return;
    if (isComplete(currentPath(getState())) && history.cursor === null) {
      start(before, true);
      return;
    }
    if (history.cursor !== null) {
      // what is seen is what is steered: looking back, the steering begins there
      player.pause();
      if (beginBranch(world, before)) goOn(run.status === 'playing');
      return;
    }
    if (isFreshBranch(getState())) {
      changeBranch(world);
      link.steer(getState().run.lanes);
      return;
    }
    leaveReplay();
    const lanes = lanesOf(getState().settings, model.pack);
    patchRun(world, { lanes });
    const what = Object.keys(settings).join();
    const goesOn = what === steeredWhat && performance.now() - steeredAt < ONE_STEERING_MS;
    rememberSteering(world, before, goesOn);
    steeredAt = performance.now();
    steeredWhat = what;
    link.steer(lanes);
  }

  /** A run that is taken again goes its own way from here on. */
  function leaveReplay(): void {
    const { run, history } = getState();
    if (activeReplay(getState()) === null) return;
    setState({ replay: null });
    if (run.status === 'playing' && history.cursor === null) player.play(1);
  }

  function changeRun(settings: Partial<Settings>): void {
    const { settings: before, run } = getState();
    patchSettings(world, settings);
    start(before, run.status !== 'paused');
  }

  /** Of a fresh branch, for it goes its own way; else of a new run. */
  function changeWay(settings: Partial<Pick<Settings, 'sampler' | 'seed'>>): void {
    if (!isFreshBranch(getState())) {
      changeRun(settings);
      return;
    }
    const { status } = getState().run;
    player.pause();
    patchSettings(world, settings);
    changeBranch(world);
    link.forget(); // a step that is on its way has the old sampler and seed
    goOn(status === 'playing');
  }

  /** After the path on screen has changed: goes on playing if it was. */
  function goOn(playing: boolean): void {
    const path = currentPath(getState());
    link.pause();
    if (playing && !isComplete(path)) player.play(1);
    else if (path.steps.length > 0) link.show(path.steps.length - 1);
  }

  return {
    setTarget: (target) => steer({ target }),
    setGuidanceScale(scale) {
      parts.decide('guidanceScale');
      steer({ guidanceScale: clamp(scale, limits.guidanceScale) });
    },
    setSampler: (sampler) => changeWay({ sampler }),
    setSteps(steps) {
      parts.decide('steps');
      changeRun({ steps: Math.round(clamp(steps, limits.steps)) });
    },
    setSeed: (seed) => changeWay({ seed: Math.round(clamp(seed, limits.seed)) }),
    setLanes: (lanes) => changeRun({ lanes }),
    setTwins: (twins) => changeRun({ twins }),
    setPack(id) {
      patchSettings(world, { pack: id });
      parts.loadBuiltIn();
    },
    openModel: (name, files) => void parts.load({ kind: 'files', id: name, files }, name),
    play() {
      const state = getState();
      const path = currentPath(state);
      const atEnd = state.history.cursor === null && isComplete(path);
      if (state.model.recorded && atEnd) {
        scrub(0);
        player.play(1);
      } else if (path.timesteps.length === 0 || atEnd) start(state.settings, true);
      else player.play(1);
    },
    playBack() {
      if (currentPath(getState()).steps.length > 0) player.play(-1);
    },
    pause: () => player.pause(),
    step() {
      const state = getState();
      const { cursor } = state.history;
      const newest = currentPath(state).steps.length - 1;
      if (state.run.status === 'playing') player.pause(); // else it would take back a step just asked for
      if (cursor !== null && cursor < newest) scrub(cursor + 1);
      else if (cursor !== null && isComplete(currentPath(state))) scrub(null);
      else {
        if (state.run.status === 'idle') start(state.settings, false);
        patchHistory(world, { cursor: null });
        if (link.step()) patchRun(world, { status: 'paused' });
      }
    },
    restart: () => start(getState().settings, true),
    scrub,
    setSpeed: (speed) => player.setSpeed(speed),
    setLarge: (large) => setState(({ run }) => (large >= 0 && large < run.lanes.length ? { large } : {})),
    branch(changes = {}, xt) {
      const { settings: before, run, model } = getState();
      if (model.pack === null || model.backend === null) return;
      player.pause();
      patchSettings(world, changes);
      if (beginBranch(world, before, xt ?? null)) goOn(run.status === 'playing');
      else setState({ settings: before });
    },
    swapGhost() {
      const { history, run } = getState();
      if (history.ghost === null) return;
      player.pause();
      enter(world, pathOf(history, history.ghost), { ghost: history.current });
      goOn(run.status === 'playing');
    },
    dropGhost: () => patchHistory(world, { ghost: null }),
    undo() {
      const { run } = getState();
      player.pause();
      if (undo(world)) goOn(run.status === 'playing');
    },
    redo() {
      const { run } = getState();
      player.pause();
      if (redo(world)) goOn(run.status === 'playing');
    },
    dismissError: () => setState({ error: null }),
    noise: parts.noise,
    dismissNotice: () => setState({ notice: null }),
    say: (notice) => setState({ notice }),
    openRun: (file) => void parts.openRun(file),
  };

  function scrub(index: number | null): void {
    player.pause();
    const path = currentPath(getState());
    const last = path.steps.length - 1;
    if (last < 0) return;
    const complete = isComplete(path);
    // the newest step of a path that goes on is its front; behind the last of a complete one is x_0
    const atFront = index === null || index > last || (index === last && !complete);
    patchHistory(world, { cursor: atFront ? null : Math.max(0, Math.round(index)) });
    link.show(atFront ? last : Math.max(0, Math.round(index)));
  }
}

function clamp(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(max, Math.max(min, value));
}
