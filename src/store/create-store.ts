// The store of one world: state, and the actions that alone write it. It is the only one that talks to the client.

import { createStore as createVanilla } from 'zustand/vanilla';
import { complaintAbout, type PackDefault } from '../address/link';
import type { Client, ClientEvents, TrainingReport } from '../client/client';
import { HISTORY_BUDGET } from '../history/budget';
import { realClock, type Clock } from '../timing/clock';
import { patchHistory, patchModel, patchRun, putPath, type StoreContext } from '../history/context';
import { isComplete, NO_PATH_ID } from '../history/path';
import { pathOfRecording, RECORDED_SPEED } from '../history/recorded';
import { afterReplay, replayIsOver } from '../history/replay';
import type { Settings } from '../history/settings';
import { currentPath, pathOf, type State } from '../history/state';
import { Player } from '../playback/player';
import { RunDriver } from '../playback/run-driver';
import { createActions } from './actions';
import { fitToPack } from './fit-to-pack';
import { createModelLoader, emptyHistory, wanted, type GoOn, type Wanted } from './model-loader';
import type { Nudge, World } from './world';
import { beginBranch, beginPath, beginPreview, packOf } from './runs';
import { createSteering } from './steering';

const RECORDED_ID = -1;

export interface StoreOptions {
  /** Makes the client that reports to these events. */
  readonly connect: (events: ClientEvents) => Client;
  /** The folder of the packs, ending in "/". */
  readonly modelsUrl: string;
  /** Bytes of arrays that the history keeps. */
  readonly budget?: number;
  readonly clock?: Clock;
}

export function createStore(world: World, options: StoreOptions): Nudge {
  const { connect, modelsUrl, budget = HISTORY_BUDGET, clock = realClock } = options;
  const store = createVanilla<State>(() => ({
    model: {
      pack: null,
      key: null,
      backend: null,
      choice: 'auto',
      loading: null,
      fromFiles: false,
      recorded: false,
    },
    run: { status: 'idle', millisecondsPerStep: null, speed: Infinity, direction: 1 },
    history: emptyHistory(world.fields.defaults),
    focus: 0,
    own: world.own,
    error: null,
    notice: null,
  }));
  const { getState, setState } = store;
  const trainingListeners = new Set<(report: TrainingReport) => void>();
  const client = connect({
    onStep(step, milliseconds) {
      if (!driver.onStep(step, milliseconds)) return;
      if (replayIsOver(currentPath(getState()))) endReplay();
      else player.onStep();
    },
    onDone: (verdicts) => driver.onDone(verdicts),
    onBackend: (backend) => patchModel(context, { backend }),
    onTraining: (report) => trainingListeners.forEach((listen) => listen(report)),
    onError(error) {
      driver.forget();
      player.pause();
      setState({ error });
      if (error.code === 'worker-died') patchModel(context, { backend: null });
    },
  });
  const context: StoreContext = { store, client, clock, budget };
  const driver = new RunDriver(context);
  const player = new Player(context, driver);
  /** What the next pack decides. */
  const undecided = new Set<PackDefault>();
  const loader = createModelLoader(context, {
    world,
    modelsUrl,
    onReplaced: () => {
      driver.forget();
      player.pause();
    },
    opened: async (source, pack) => await world.opened?.(nudge, source, pack),
    begin: beginAsked,
  });

  /** Begins what was asked for, now that its model is open. */
  function beginAsked(asked: Wanted, goOn: GoOn | null): void {
    const playing = getState().run.status === 'playing';
    const { settings: usual, retake, refused: unfit, leftOut } = fitToPack(asked, packOf(getState()));
    const { reading } = asked;
    const refused = unfit.filter(([name]) => reading?.has(name)); // a default that does not fit was nobody's wish
    if (reading !== null && (refused.length > 0 || leftOut !== '')) {
      for (const [name, text] of refused) reading.refuse(name, text);
      if (leftOut !== '') reading.leaveOut('turns', leftOut);
      setState({ notice: complaintAbout({ reading }) });
    }
    const fitted = world.fitted?.(usual, packOf(getState()), getState());
    const settings = fitted?.settings ?? usual;
    if (fitted !== undefined && fitted.notice !== null) setState({ notice: fitted.notice });
    if (goOn === 'branch' && beginBranch(context, settings)) {
      goOnPlaying(playing);
      return;
    }
    const { current } = getState().history;
    player.pause();
    beginPath(context, world, settings, retake);
    const { history } = getState();
    if (goOn !== null && history.current !== current && current !== NO_PATH_ID) {
      patchHistory(context, { ghost: current });
    }
    if (retake !== null && retake.focus !== null) setState({ focus: retake.focus });
    player.play(1);
  }

  /** A run that was taken again rests where its link was made, or plays on. */
  function endReplay(): void {
    const path = currentPath(getState());
    const { replay } = path;
    const { status } = getState().run;
    const stops = replay !== null && replay.until !== null;
    if (stops) player.pause();
    putPath(context, afterReplay(path));
    driver.steer();
    if (!stops && status === 'playing' && getState().history.cursor === null) player.play(1);
    else if (stops && replay.cursor !== null && status === 'playing') scrub(replay.cursor);
  }

  /** After the path on screen has changed: goes on playing if it was. */
  function goOnPlaying(playing: boolean): void {
    const path = currentPath(getState());
    driver.pause();
    if (playing && !isComplete(path)) player.play(1);
    else if (path.steps.length > 0) driver.show(path.steps.length - 1);
  }

  function begin(settings: Settings, playing = true): void {
    const { model } = getState();
    if (model.pack === null || model.backend === null) {
      // nothing is open yet, the load failed or the worker has died: a load, and then the run
      if (model.loading === null) loader.loadFor(wanted(settings, { open: [...undecided] }));
      else loader.change(settings);
      return;
    }
    player.pause();
    setState({ error: null });
    beginPath(context, world, settings);
    if (playing) player.play(1);
  }

  const open: Nudge['open'] = ({ settings, open: left, backend, retake, reading = null }) => {
    undecided.clear();
    for (const setting of left) undecided.add(setting);
    patchModel(context, { choice: backend });
    setState({ notice: reading === null ? null : complaintAbout({ reading }) });
    const asked = wanted(settings, { open: left, retake, reading });
    if (getState().model.backend === null || loader.asksForAnother(settings)) loader.loadFor(asked);
    else beginAsked(asked, null);
  };

  function compareWith(settings: Settings): void {
    if (loader.asksForAnother(settings)) loader.loadFor(wanted(settings), 'beside');
    else beginAsked(wanted(settings), 'beside');
  }

  function scrub(index: number | null): void {
    player.pause();
    const path = currentPath(getState());
    const last = path.steps.length - 1;
    if (last < 0) return;
    const complete = isComplete(path);
    // the newest step of a path that goes on is its front; behind the last of a complete one is x_0
    const atFront = index === null || index > last || (index === last && !complete);
    patchHistory(context, { cursor: atFront ? null : Math.max(0, Math.round(index)) });
    driver.show(atFront ? last : Math.max(0, Math.round(index)));
  }

  const steering = createSteering(context, { driver, player, loader, startRun: begin, goOn: goOnPlaying });
  const actions = createActions(context, {
    world,
    driver,
    player,
    loader,
    steering,
    open,
    begin,
    goOn: goOnPlaying,
    scrub,
    decide: (setting) => undecided.delete(setting),
    undecided: () => [...undecided],
  });
  const nudge: Nudge = {
    world,
    store,
    actions,
    clock,
    open,
    begin,
    compareWith,
    goOnWith: (settings) => loader.loadFor(wanted(settings), 'branch'),
    observe: (query) => client.observe(query),
    train: (order) => client.train(order),
    onTraining(listen) {
      trainingListeners.add(listen);
      return () => trainingListeners.delete(listen);
    },
    preview(steps) {
      const { model } = getState();
      if (model.pack === null || model.backend === null) return;
      player.pause();
      driver.forget();
      beginPreview(context, steps);
      driver.play();
    },
    playRecording(recording) {
      if (getState().model.pack !== null) return;
      const { settings } = pathOf(getState().history, NO_PATH_ID);
      const path = pathOfRecording(recording, RECORDED_ID, settings);
      patchModel(context, { pack: recording.pack, recorded: true });
      patchRun(context, { speed: RECORDED_SPEED });
      putPath(context, path, { current: path.id, cursor: 0 });
      driver.show(0);
      player.play(1);
      const found = world.source({ ...settings, pack: recording.pack.id }, modelsUrl);
      if (found !== null) void world.opened?.(nudge, found.source, recording.pack);
    },
    patchOwn: (own) => setState({ own }),
  };
  world.extend?.(nudge);
  return nudge;
}
