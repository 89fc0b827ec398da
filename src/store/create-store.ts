// The store: state, and the actions that alone write it. It is the only one that talks to the client.

import { createStore as createVanilla, type StoreApi } from 'zustand/vanilla';
import type { Client, ClientEvents } from '../client/client';
import { respace } from '../diffusion/respacing';
import { reportOf, type ErrorReport } from '../terms/errors';
import type { Lane } from '../terms/lane';
import type { RunSpec } from '../terms/messages';
import type { PackSource } from '../terms/pack-info';
import { defaultSettings, limits } from './address';
import { builtInPacks } from './packs';
import type { Actions, History, Run, Settings, State } from './state';

/** Weight of the newest step in the smoothed time per step. */
const SMOOTHING = 0.2;

const noRun: Run = { status: 'idle', timesteps: [], lanes: [], millisecondsPerStep: null, verdicts: null };
const noHistory: History = { steps: [], cursor: null };

export interface NudgeStore {
  readonly store: StoreApi<State>;
  readonly actions: Actions;
  /** Takes over settings, as from an address that changed, and opens or restarts what they ask for. */
  readonly open: (settings: Settings) => void;
}

/**
 * @param connect makes the client that reports to these events
 * @param modelsUrl the folder of the packs, ending in "/"
 */
export function createStore(connect: (events: ClientEvents) => Client, modelsUrl: string): NudgeStore {
  const store = createVanilla<State>(() => ({
    settings: defaultSettings,
    model: { pack: null, backend: null, loading: null },
    run: noRun,
    history: noHistory,
    error: null,
  }));
  const { getState, setState } = store;
  const patchRun = (run: Partial<Run>) => setState((state) => ({ run: { ...state.run, ...run } }));
  const patchHistory = (history: Partial<History>) =>
    setState((state) => ({ history: { ...state.history, ...history } }));
  const patchSettings = (settings: Partial<Settings>) =>
    setState((state) => ({ settings: { ...state.settings, ...settings } }));

  const client = connect({
    onStep(step, milliseconds) {
      setState(({ run, history }) => {
        const before = run.millisecondsPerStep ?? milliseconds;
        const millisecondsPerStep = before + SMOOTHING * (milliseconds - before);
        const steps = [...history.steps];
        steps[step.index] = step;
        return { run: { ...run, millisecondsPerStep }, history: { ...history, steps } };
      });
    },
    onDone: (verdicts) => patchRun({ status: 'done', verdicts }),
    onBackend: (backend) => setState((state) => ({ model: { ...state.model, backend } })),
    onError(error) {
      fail(error);
      patchRun({ status: 'idle' });
      if (error.code === 'worker-died') setState(({ model }) => ({ model: { ...model, backend: null } }));
    },
  });

  function fail(error: ErrorReport): void {
    setState({ error });
  }

  async function load(source: PackSource, title: string): Promise<void> {
    setState(({ model }) => ({ error: null, model: { ...model, loading: { title, loaded: 0, total: 0 } } }));
    try {
      const { pack, backend } = await client.load(source, getState().settings.backend, (loaded, total) =>
        setState(({ model }) => ({ model: { ...model, loading: { title, loaded, total } } })),
      );
      setState({ model: { pack, backend, loading: null } });
      const { target } = getState().settings;
      if (target >= Math.max(1, pack.classes.length)) patchSettings({ target: 0 });
      start(true);
    } catch (error) {
      const report = reportOf(error);
      if (report.code === 'bad-request') return; // a newer load has taken its place
      setState(({ model }) => ({ model: { ...model, loading: null } }));
      fail(report);
    }
  }

  function loadBuiltIn(): void {
    const { pack: id } = getState().settings;
    const title = builtInPacks.find((pack) => pack.id === id)?.title ?? id;
    void load({ kind: 'url', id, url: new URL(`${id}/`, modelsUrl).href }, title);
  }

  /** A new run of the settings as they are. */
  function start(playing: boolean): void {
    const { settings, model } = getState();
    if (model.pack === null || model.backend === null) {
      // nothing is open yet, the load failed or the worker has died: a load, and then the run
      if (model.loading === null) loadBuiltIn();
      return;
    }
    const lanes = lanesOf(settings);
    const steps = Math.min(settings.steps, model.pack.scheduler.trainTimesteps);
    const sampler: RunSpec['sampler'] =
      settings.sampler === 'ddim' ? { kind: 'ddim', eta: 0 } : { kind: 'ddpm' };
    const timesteps = respace(model.pack.scheduler, steps);
    const { millisecondsPerStep } = getState().run;
    const status = playing ? 'playing' : 'paused';
    setState({
      run: { ...noRun, status, timesteps, lanes, millisecondsPerStep },
      history: noHistory,
      error: null,
    });
    client.start({ sampler, steps, lanes, from: null });
    if (playing) client.play();
  }

  /** Settings of the next step: the running chain hears them; after its end a new one begins. */
  function steer(settings: Partial<Settings>): void {
    patchSettings(settings);
    const { run } = getState();
    if (run.status === 'done') {
      start(true);
      return;
    }
    const lanes = lanesOf(getState().settings);
    patchRun({ lanes });
    client.steer(lanes);
  }

  function changeRun(settings: Partial<Settings>): void {
    patchSettings(settings);
    start(getState().run.status !== 'paused');
  }

  const actions: Actions = {
    setTarget: (target) => steer({ target }),
    setGuidanceScale: (scale) => steer({ guidanceScale: clamp(scale, limits.guidanceScale) }),
    setSampler: (sampler) => changeRun({ sampler }),
    setSteps: (steps) => changeRun({ steps: Math.round(clamp(steps, limits.steps)) }),
    setSeed: (seed) => changeRun({ seed: Math.round(clamp(seed, limits.seed)) }),
    setPack(id) {
      patchSettings({ pack: id });
      loadBuiltIn();
    },
    play() {
      const { status } = getState().run;
      if (status === 'idle' || status === 'done') {
        start(true);
        return;
      }
      patchHistory({ cursor: null });
      patchRun({ status: 'playing' });
      client.play();
    },
    pause() {
      if (getState().run.status !== 'playing') return;
      patchRun({ status: 'paused' });
      client.pause();
    },
    step() {
      const { run, history } = getState();
      if (history.cursor !== null) {
        const next = history.cursor + 1;
        patchHistory({ cursor: next >= endOf(run, history) ? null : next });
      } else if (run.status !== 'done') {
        if (run.status === 'idle') start(false);
        patchRun({ status: 'paused' });
        client.step();
      }
    },
    restart: () => start(true),
    scrub(index) {
      actions.pause();
      const { run, history } = getState();
      const follows = index === null || index >= endOf(run, history);
      patchHistory({ cursor: follows ? null : Math.max(0, Math.round(index)) });
    },
    dismissError: () => setState({ error: null }),
  };

  function open(settings: Settings): void {
    const before = getState();
    setState({ settings });
    if (before.model.pack === null || before.settings.pack !== settings.pack) loadBuiltIn();
    else start(true);
  }

  return { store, actions, open };
}

/** Number of the newest picture: the newest x_t, and after the last x_t comes x_0. */
function endOf(run: Run, history: History): number {
  return history.steps.length - (run.status === 'done' ? 0 : 1);
}

function clamp(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(max, Math.max(min, value));
}

/** The guided sample and its unguided twin: two lanes with one seed. */
function lanesOf({ target, guidanceScale, seed }: Settings): readonly Lane[] {
  return [
    { target, guidanceScale, seed },
    { target, guidanceScale: 0, seed },
  ];
}
