// The store of one world: state, and the actions that alone write it. It is the only one that talks to the client.

import { createStore as createVanilla } from 'zustand/vanilla';
import { complaintAbout, type PackDefault } from '../address/link';
import type { Client, ClientEvents, TrainingReport } from '../client/client';
import { HISTORY_BUDGET } from '../terms/budget';
import type { PackInfo, PackSource } from '../terms/pack-info';
import { realClock, type Clock } from '../timing/clock';
import { patchHistory, patchModel, putPath, type StoreContext } from '../history/context';
import { frontOf, isComplete, NO_PATH_ID } from '../history/path';
import { afterReplay, replayIsOver } from '../history/replay';
import type { Settings } from '../history/settings';
import { currentPath, pictureShown, type State } from '../history/state';
import { Player } from '../playback/player';
import { RunDriver } from '../playback/run-driver';
import { createActions } from './actions';
import { fitToPack } from './fit-to-pack';
import { emptyHistory } from './before-any';
import type { GoOn } from './go-on';
import { createModelLoader } from './model-loader';
import { playRecording } from './play-recording';
import { Revival } from './revival';
import { wanted, type Wanted } from './wanted';
import type { Nudge, World } from './world';
import { beginBranch, beginPath, beginPreview, packOf } from './runs';
import { createSteering } from './steering';

export interface StoreOptions {
  /** Makes the client that reports to these events. */
  readonly connect: (events: ClientEvents) => Client;
  /** The folder of the packs, ending in "/". */
  readonly modelsUrl: string;
  /** Bytes of arrays that the history keeps. */
  readonly budget?: number;
  readonly clock?: Clock;
  /** Whether what an address asks for begins to play unasked; not where little motion is wanted. */
  readonly startsByItself?: () => boolean;
}

/** @returns the world's state, which only its actions write, with a worker of its own */
export function createStore(world: World, options: StoreOptions): Nudge {
  const { connect, modelsUrl, budget = HISTORY_BUDGET, clock = realClock } = options;
  const { startsByItself = () => true } = options;
  const store = createVanilla<State>(() => ({
    model: {
      pack: null,
      origin: null,
      backend: null,
      choice: 'auto',
      loading: null,
      fromFiles: false,
      missing: null,
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
    onStep(step, milliseconds, used) {
      revival.worked();
      if (!driver.onStep(step, milliseconds, used)) return;
      if (replayIsOver(currentPath(getState()))) endReplay();
      else player.onStep();
      steering.afterStep();
    },
    onDone: (verdicts, natsPerWord) => driver.onDone(verdicts, natsPerWord),
    onBackend: (backend) => patchModel(context, { backend }),
    onTraining: (report) => trainingListeners.forEach((listen) => listen(report)),
    onError(error) {
      driver.forget();
      if (error.code === 'worker-died' && revival.died(error)) return;
      player.pause();
      setState({ error });
    },
    onStalled: (error) => loader.onStalled(error),
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
    opened,
    begin: beginAsked,
  });
  const revival = new Revival(context, { world, driver, player, loader, begin, nudge: () => nudge });

  async function opened(source: PackSource, pack: PackInfo): Promise<void> {
    await world.opened?.(nudge, source, pack);
  }

  /** Begins what was asked for, now that its model is open. */
  function beginAsked(asked: Wanted, goOn: GoOn | null): void {
    const playing = getState().run.status === 'playing';
    const {
      settings: usual,
      retake,
      refused: unfit,
      leftOut,
    } = fitToPack(asked, packOf(getState()), world.fields.defaults);
    const { reading } = asked;
    const refused = unfit.filter(([name]) => reading?.has(name)); // a default that does not fit was not asked for, so it is not reported
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
    const goesToItsStop = retake !== null && retake.shown !== null;
    const waits = world.waits?.(settings, packOf(getState()), getState()) === true;
    goOnPlaying(goesToItsStop || (!waits && (reading === null || startsByItself())));
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
    else if (stops && status === 'playing' && (replay.cursor !== null || replay.isFresh))
      scrub(replay.cursor);
  }

  /** After the path on screen has changed: goes on playing if it was. */
  function goOnPlaying(playing: boolean): void {
    const path = currentPath(getState());
    driver.pause();
    if (playing && (getState().history.cursor !== null || !isComplete(path))) player.play(1);
    else driver.show(pictureShown(getState()));
  }

  function begin(settings: Settings, playing = true): void {
    const { model } = getState();
    if (model.pack === null || model.backend === null) {
      // nothing is open yet, the load failed or the worker has died: a load, and then the run
      // with what is shown, of a recording too; only what has never been shown is left to the pack
      const open = model.recorded ? [] : [...undecided];
      if (model.loading === null) loader.loadFor(wanted(settings, { open }));
      else loader.change(settings);
      return;
    }
    player.pause();
    setState({ error: null });
    beginPath(context, world, settings);
    goOnPlaying(playing);
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
    if (path.steps.length === 0) return;
    const front = frontOf(path);
    const cursor = index === null || index >= front ? null : Math.max(0, Math.round(index));
    patchHistory(context, { cursor });
    driver.show(cursor ?? front);
  }

  const steering = createSteering(context, { driver, player, loader, startRun: begin, goOn: goOnPlaying });
  const actions = createActions(context, {
    world,
    driver,
    player,
    loader,
    steering,
    open,
    readRunLooks: (reading) => world.runLooks?.read(nudge, reading),
    begin,
    revive: () => revival.again(),
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
    preview(steps, changes) {
      const { model } = getState();
      if (model.pack === null || model.backend === null) return;
      player.pause();
      driver.forget();
      beginPreview(context, steps, changes);
      driver.play();
    },
    playRecording(recording) {
      playRecording(context, recording, { world, modelsUrl, driver, player, loader, startsByItself, opened });
    },
    patchOwn: (own) => setState({ own }),
  };
  world.extend?.(nudge);
  return nudge;
}
