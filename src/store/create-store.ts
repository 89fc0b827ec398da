// The store: state, and the actions that alone write it. It is the only one that talks to the client.

import { createStore as createVanilla, type StoreApi } from 'zustand/vanilla';
import type { Client, ClientEvents } from '../client/client';
import type { RecordedRun } from '../diffusion/recording';
import { reportOf } from '../terms/errors';
import type { Question, TrainOrder } from '../terms/messages';
import type { Observed } from '../terms/networks';
import type { PackInfo, PackSource } from '../terms/pack-info';
import { createActions } from './actions';
import { defaultSettings, readAddress, type Address, type PackDefault } from './address';
import { unpacked } from './address-history';
import { HISTORY_BUDGET } from './budget';
import { createNoiseActions } from './noise/actions';
import { beginningOf, needsSheet } from './noise/moment';
import { readPackFile, type ReadPackFile } from './noise/sheet';
import { SheetKeeper } from './noise/sheet-keeper';
import { initialNoise } from './noise/state';
import { packsIn, type SourceOf } from './model-source';
import { newPath } from './path';
import { Player } from './player';
import { pathOfRecording, RECORDED_SPEED } from './recorded';
import type { Retake } from './replay-state';
import { createReplayer } from './replayer';
import { beginBranch, beginPath, beginPreview } from './routes';
import { addressInFile } from './run-from-file';
import type { Actions, State } from './state';
import type { Settings } from './settings';
import { withProgress } from './training';
import { WorkerLink } from './worker-link';
import { patchHistory, patchSettings, type StoreWorld } from './world';

const NO_PATH = newPath(0, { kind: 'ddpm' }, 0, []);
const RECORDED_ID = -1;

const initial: State = {
  settings: defaultSettings,
  model: { pack: null, backend: null, loading: null, recorded: false },
  run: { status: 'idle', lanes: [], millisecondsPerStep: null, speed: Infinity, direction: 1 },
  history: {
    paths: [NO_PATH],
    current: 0,
    ghost: null,
    cursor: null,
    shown: null,
    awaited: null,
    past: [],
    future: [],
  },
  large: 0,
  noise: initialNoise,
  replay: null,
  error: null,
  notice: null,
};

/** How the paths on screen outlive a change of the model: by a branch from the step shown, or as a new run's ghost. */
interface GoOn {
  readonly before: Settings;
  readonly how: 'branch' | 'again';
}

export interface NudgeStore {
  readonly store: StoreApi<State>;
  readonly actions: Actions;
  /**
   * Takes over settings, as from an address that changed, and opens or restarts what they ask for.
   *
   * @param leaves what the pack that is opened decides
   * @param retake the run that was on screen, to be taken again
   */
  readonly open: (settings: Settings, leaves?: readonly PackDefault[], retake?: Retake | null) => void;
  /** Opens the model of other settings and goes on with it from the step that is shown, on the same noise. */
  readonly goOnWith: (settings: Settings) => void;
  /** Takes the run again with other settings, from the same noise; the run that was on screen becomes its ghost. */
  readonly compareWith: (settings: Settings) => void;
  /** Asks the open model's networks about any x_t, also while a run goes on. */
  readonly observe: (question: Question) => Promise<Observed>;
  /** Where something can be trained. */
  readonly train: (order: TrainOrder) => void;
  /** A run of so many steps in the place of the last such run, of which nobody thinks as a turn. */
  readonly preview: (steps: number) => void;
  /** Plays a recording, unless something is open already. */
  readonly playRecording: (recording: RecordedRun) => void;
}

/**
 * @param connect makes the client that reports to these events
 * @param models the folder of the packs, ending in "/"; or what finds the model of some settings
 * @param budget bytes of arrays that the history keeps
 * @param readFile reads a file of a pack for the page
 */
export function createStore(
  connect: (events: ClientEvents) => Client,
  models: string | SourceOf,
  budget = HISTORY_BUDGET,
  readFile: ReadPackFile = readPackFile,
): NudgeStore {
  const store = createVanilla<State>(() => initial);
  const { getState, setState } = store;
  const sourceOf = typeof models === 'string' ? packsIn(models) : models;
  const client = connect({
    onStep(step, milliseconds) {
      link.onStep(step, milliseconds);
      replayer.goOn();
    },
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
  const sheets = new SheetKeeper(world, readFile);

  /** What the next pack decides. */
  const left = new Set<PackDefault>();

  /** @param goOn when the paths on screen stay, for another model of the same points */
  async function load(source: PackSource, title: string, goOn: GoOn | null = null): Promise<void> {
    setState(({ model }) => ({ error: null, model: { ...model, loading: { title, loaded: 0, total: 0 } } }));
    try {
      const found = await client.load(source, getState().settings.backend, (loaded, total) =>
        setState(({ model }) => ({ model: { ...model, loading: { title, loaded, total } } })),
      );
      if (found === null) return;
      const { pack, backend } = found;
      const { model: old } = getState();
      const another = old.pack !== null && !old.recorded && old.pack.id !== pack.id;
      const playing = getState().run.status === 'playing';
      link.forget();
      player.pause();
      if (goOn !== null && getState().model.pack !== null) {
        setState({ model: { pack, backend, loading: null, recorded: false } });
        if (goOn.how === 'again' || !beginBranch(world, goOn.before)) startBeside(goOn.before);
        else if (playing) player.play(1);
        return;
      }
      setState(({ model, run }) => ({
        model: { pack, backend, loading: null, recorded: false },
        run: { ...run, status: 'idle', speed: model.recorded ? Infinity : run.speed },
        history: initial.history,
      }));
      patchSettings(world, { ...defaultsOf(pack), ...(another ? { from: null } : {}) });
      const fitted = sheets.opened(source, pack, needsSheet(getState().settings.from));
      if (needsSheet(getState().settings.from)) await fitted;
      if (getState().model.pack !== pack) return; // another has been opened in the meantime
      requireBeginning(pack);
      replayer.begin(getState().settings);
    } catch (error) {
      setState(({ model }) => ({ error: reportOf(error), model: { ...model, loading: null } }));
    }
  }

  /** A run that cannot begin with the picture asked for begins with noise, and it is said. */
  function requireBeginning(pack: PackInfo): void {
    const { settings, noise } = getState();
    const from = settings.from ?? null;
    if (from === null || beginningOf(from, pack, noise.sheet) !== null) return;
    patchSettings(world, { from: null });
    setState({
      notice: `The picture that this run began with is none of ${pack.title}; it begins with noise.`,
    });
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

  function loadBuiltIn(goOn: GoOn | null = null): void {
    const found = findSource(getState().settings);
    if (found !== null) void load(found.source, found.title, goOn);
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
  const replayer = createReplayer(world, { link, player, start, actions: () => actions });
  const noise = createNoiseActions(world, sheets, start);
  const actions = createActions(world, {
    link,
    player,
    start,
    load,
    loadBuiltIn: () => loadBuiltIn(),
    openRun,
    decide,
    noise,
  });

  function open(settings: Settings, leaves: readonly PackDefault[] = [], retake: Retake | null = null): void {
    const before = getState();
    replayer.want(retake);
    left.clear();
    for (const setting of leaves) left.add(setting);
    setState({ settings });
    if (before.model.backend === null || asksForAnother(before.settings, settings)) loadBuiltIn();
    else replayer.begin(before.settings);
  }

  /** Opens the run in a file; one that cannot be read changes nothing. */
  async function openRun(file: Blob): Promise<void> {
    try {
      const { settings, retake, complaint }: Address = readAddress(await unpacked(await addressInFile(file)));
      open({ ...settings, backend: getState().settings.backend }, [], retake);
      setState({ notice: complaint });
    } catch (error) {
      setState({ error: reportOf(error) });
    }
  }

  function asksForAnother(before: Settings, after: Settings): boolean {
    return findSource(before)?.key !== findSource(after)?.key;
  }

  function goOnWith(settings: Settings): void {
    const before = getState().settings;
    setState({ settings });
    loadBuiltIn({ before, how: 'branch' });
  }

  function compareWith(settings: Settings): void {
    const before = getState().settings;
    setState({ settings });
    if (asksForAnother(before, settings)) loadBuiltIn({ before, how: 'again' });
    else startBeside(before);
  }

  /** A new run whose ghost is the one on screen. */
  function startBeside(before: Settings): void {
    const { current } = getState().history;
    start(before, true);
    if (getState().history.current !== current && current !== NO_PATH.id)
      patchHistory(world, { ghost: current });
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
    const { id } = recording.pack;
    const { source } = sourceOf({ ...getState().settings, pack: id });
    void sheets.opened(source, recording.pack, false);
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
  return { store, actions, open, goOnWith, compareWith, observe, train, preview, playRecording };
}
