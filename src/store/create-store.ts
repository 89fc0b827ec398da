// The store: state, and the actions that alone write it. It is the only one that talks to the client.

import { createStore as createVanilla, type StoreApi } from 'zustand/vanilla';
import type { Client, ClientEvents } from '../client/client';
import type { RecordedRun } from '../diffusion/recording';
import { reportOf } from '../terms/errors';
import type { Question, TrainOrder } from '../terms/messages';
import type { Observed } from '../terms/networks';
import type { PackInfo, PackSource } from '../terms/pack-info';
import { createActions } from './actions';
import { defaultSettings, type PackDefault } from './address';
import { HISTORY_BUDGET } from './budget';
import { packsIn, type SourceOf } from './model-source';
import { newPath } from './path';
import { Player } from './player';
import { pathOfRecording, RECORDED_SPEED } from './recorded';
import { beginBranch, beginPath, beginPreview } from './routes';
import type { Actions, Settings, State } from './state';
import { withProgress } from './training';
import { WorkerLink } from './worker-link';
import { patchSettings, type StoreWorld } from './world';

const NO_PATH = newPath(0, { kind: 'ddpm' }, 0, []);
const RECORDED_ID = -1;

const initial: State = {
  settings: defaultSettings,
  model: { pack: null, backend: null, loading: null, recorded: false },
  run: { status: 'idle', lanes: [], millisecondsPerStep: null, speed: Infinity, direction: 1 },
  history: { paths: [NO_PATH], current: 0, ghost: null, cursor: null, shown: null, past: [], future: [] },
  large: 0,
  error: null,
};

export interface NudgeStore {
  readonly store: StoreApi<State>;
  readonly actions: Actions;
  /**
   * Takes over settings, as from an address that changed, and opens or restarts what they ask for.
   *
   * @param leaves what the pack that is opened decides
   */
  readonly open: (settings: Settings, leaves?: readonly PackDefault[]) => void;
  /** Opens the model of other settings and goes on with it from the step that is shown, on the same noise. */
  readonly goOnWith: (settings: Settings) => void;
  /** Asks the open model's networks about any x_t, also while a run goes on. */
  readonly observe: (question: Question) => Promise<Observed>;
  /** Where something can be trained. */
  readonly train: (order: TrainOrder) => void;
  /** A run of so many DDIM steps in the place of the last such run, of which nobody thinks as a turn. */
  readonly preview: (steps: number) => void;
  /** Plays a recording, unless something is open already. */
  readonly playRecording: (recording: RecordedRun) => void;
}

/**
 * @param connect makes the client that reports to these events
 * @param models the folder of the packs, ending in "/"; or what finds the model of some settings
 * @param budget bytes of arrays that the history keeps
 */
export function createStore(
  connect: (events: ClientEvents) => Client,
  models: string | SourceOf,
  budget = HISTORY_BUDGET,
): NudgeStore {
  const store = createVanilla<State>(() => initial);
  const { getState, setState } = store;
  const sourceOf = typeof models === 'string' ? packsIn(models) : models;
  const client = connect({
    onStep: (step, milliseconds) => link.onStep(step, milliseconds),
    onDone: (verdicts) => link.onDone(verdicts),
    onBackend: (backend) => setState((state) => ({ model: { ...state.model, backend } })),
    onTraining: (progress, origin) =>
      setState(({ training }) => ({ training: withProgress(training ?? null, progress, origin) })),
    onError(error) {
      link.forget();
      player.pause();
      setState({ error });
      if (error.code === 'worker-died') setState(({ model }) => ({ model: { ...model, backend: null } }));
    },
  });
  const world: StoreWorld = { store, client, budget };
  const link = new WorkerLink(world);
  const player = new Player(world, link);

  /** What the next pack decides. */
  const left = new Set<PackDefault>();

  /** @param goesOnFrom the settings before, when the path on screen is to go on with the new model */
  async function load(source: PackSource, title: string, goesOnFrom: Settings | null = null): Promise<void> {
    setState(({ model }) => ({ error: null, model: { ...model, loading: { title, loaded: 0, total: 0 } } }));
    try {
      const { pack, backend } = await client.load(source, getState().settings.backend, (loaded, total) =>
        setState(({ model }) => ({ model: { ...model, loading: { title, loaded, total } } })),
      );
      const playing = getState().run.status === 'playing';
      link.forget();
      player.pause();
      if (goesOnFrom !== null && getState().model.pack !== null) {
        setState({ model: { pack, backend, loading: null, recorded: false } });
        if (!beginBranch(world, goesOnFrom)) start(getState().settings, true);
        else if (playing) player.play(1);
        return;
      }
      setState(({ model, run }) => ({
        model: { pack, backend, loading: null, recorded: false },
        run: { ...run, speed: model.recorded ? Infinity : run.speed },
        history: initial.history,
      }));
      patchSettings(world, defaultsOf(pack));
      start(getState().settings, true);
    } catch (error) {
      const report = reportOf(error);
      if (report.code === 'bad-request') return; // a newer load has taken its place
      setState(({ model }) => ({ error: report, model: { ...model, loading: null } }));
    }
  }

  /** What the person or the address has not decided, and a target that the pack has. */
  function defaultsOf(pack: PackInfo): Partial<Settings> {
    const { target } = getState().settings;
    return {
      ...(left.has('guidanceScale') ? { guidanceScale: pack.defaultGuidanceScale } : {}),
      ...(left.has('steps') ? { steps: pack.defaultSteps } : {}),
      ...(target >= Math.max(1, pack.classes.length) ? { target: 0 } : {}),
    };
  }

  /** @returns null, with the trouble said, where the settings ask for no model that there could be */
  function findSource(settings: Settings): ReturnType<SourceOf> | null {
    try {
      return sourceOf(settings);
    } catch (error) {
      setState({ error: reportOf(error) });
      return null;
    }
  }

  function loadBuiltIn(goesOnFrom: Settings | null = null): void {
    const found = findSource(getState().settings);
    if (found !== null) void load(found.source, found.title, goesOnFrom);
  }

  /** A new run of the settings as they are. @param before the settings that it turns away from */
  function start(before: Settings, playing: boolean): void {
    const { model } = getState();
    if (model.pack === null || model.backend === null) {
      // nothing is open yet, the load failed or the worker has died: a load, and then the run
      if (model.loading === null) loadBuiltIn();
      return;
    }
    player.pause();
    setState({ error: null });
    beginPath(world, before);
    if (playing) player.play(1);
  }

  const decide = (setting: PackDefault) => left.delete(setting);
  const actions = createActions(world, {
    link,
    player,
    start,
    load,
    loadBuiltIn: () => loadBuiltIn(),
    decide,
  });

  function open(settings: Settings, leaves: readonly PackDefault[] = []): void {
    const before = getState();
    left.clear();
    for (const setting of leaves) left.add(setting);
    setState({ settings });
    if (before.model.backend === null || asksForAnother(before.settings, settings)) loadBuiltIn();
    else start(before.settings, true);
  }

  function asksForAnother(before: Settings, after: Settings): boolean {
    return findSource(before)?.key !== findSource(after)?.key;
  }

  function goOnWith(settings: Settings): void {
    const before = getState().settings;
    setState({ settings });
    loadBuiltIn(before);
  }

  function playRecording(recording: RecordedRun): void {
    if (getState().model.pack !== null) return;
    const path = pathOfRecording(recording, RECORDED_ID);
    setState(({ model, history, run }) => ({
      model: { ...model, pack: recording.pack, recorded: true },
      history: { ...history, paths: [NO_PATH, path], current: path.id, cursor: 0 },
      run: { ...run, lanes: recording.lanes, speed: RECORDED_SPEED },
    }));
    link.show(0);
    player.play(1);
  }

  function preview(steps: number): void {
    const { model } = getState();
    if (model.pack === null || model.backend === null) return;
    player.pause();
    link.forget();
    beginPreview(world, steps);
    link.play();
  }

  const observe = (question: Question) => client.observe(question);
  const train = (order: TrainOrder) => client.train(order);
  return { store, actions, open, goOnWith, observe, train, preview, playRecording };
}
