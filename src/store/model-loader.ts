// Opens models: those that come with Nudge, and those in a person's hands. A load that fails leaves everything on
// screen as it was.

import type { PackDefault } from '../address/link';
import type { Reading } from '../address/field';
import { patchHistory, patchModel, type StoreContext } from '../history/context';
import { newPath, NO_PATH_ID } from '../history/path';
import type { Retake } from '../history/replay-state';
import type { Settings } from '../history/settings';
import type { History, Trouble } from '../history/state';
import { reportOf, type ErrorReport } from '../terms/errors';
import type { PackInfo, PackSource } from '../terms/pack-info';
import { fitToPack } from './fit-to-pack';
import type { ModelSource, World } from './world';

/** What is wanted of the next model. */
export interface Wanted {
  readonly settings: Settings;
  /** Settings that the pack decides. */
  readonly open: readonly PackDefault[];
  /** The run of a link or a file, to be taken again. */
  readonly retake: Retake | null;
  /** The address that asks, for what its pack makes no sense of. */
  readonly reading: Reading | null;
}

export function wanted(settings: Settings, more: Partial<Wanted> = {}): Wanted {
  return { settings, open: [], retake: null, reading: null, ...more };
}

/** How the paths on screen outlive a change of the model: by a branch from the step shown, or as a new run's ghost. */
export type GoOn = 'branch' | 'beside';

interface Deps {
  readonly world: World;
  readonly modelsUrl: string;
  /** A model is open in the place of another, whose run is of no use any more. */
  readonly onReplaced: () => void;
  readonly opened: (source: PackSource, pack: PackInfo) => Promise<void>;
  /** Goes on with what is wanted. @param goOn null begins anew */
  readonly begin: (asked: Wanted, goOn: GoOn | null) => void;
}

export interface ModelLoader {
  readonly load: (
    source: Omit<ModelSource, 'key'> & { readonly key: string | null },
    asked: Wanted,
    goOn?: GoOn | null,
  ) => Promise<void>;
  /** The model that the settings ask for. */
  readonly loadFor: (asked: Wanted, goOn?: GoOn | null) => void;
  /** Whether the settings ask for another model than the open one. */
  readonly asksForAnother: (settings: Settings) => boolean;
  /** Key of the model that the settings ask for; null where there is none. */
  readonly keyOf: (settings: Settings) => string | null;
  /** The settings that the model on its way is wanted with; null when none is. */
  readonly coming: () => Settings | null;
  /** Tries again what failed, or what keeps us waiting. @returns whether there was something to try */
  readonly again: () => boolean;
  /** The worker's script does not come; null: it has come after all. */
  readonly onStalled: (error: ErrorReport | null) => void;
  /** Changes them. */
  readonly change: (changes: Partial<Settings>) => void;
}

export function emptyHistory(settings: Settings): History {
  return {
    paths: [newPath(NO_PATH_ID, settings, 0, [])],
    current: NO_PATH_ID,
    ghost: null,
    cursor: null,
    shown: null,
    awaited: null,
    past: [],
    future: [],
  };
}

export function createModelLoader(context: StoreContext, deps: Deps): ModelLoader {
  const { getState, setState } = context.store;
  const { world, modelsUrl } = deps;
  let asked: Wanted | null = null;
  /** The newest that was asked to open, until it is open. */
  let newest: Parameters<ModelLoader['load']> | null = null;
  let stalled: Trouble | null = null;

  const load: ModelLoader['load'] = async ({ key, title, source }, first, goOn = null) => {
    asked = first;
    newest = [{ key, title, source }, first, goOn];
    setState({ error: null });
    patchModel(context, { loading: { title, loaded: 0, total: 0 } });
    // before anything is open, the controls show what is wanted
    if (getState().model.pack === null) patchHistory(context, emptyHistory(first.settings));
    try {
      const found = await context.client.load(source, getState().model.choice, (loaded, total) =>
        patchModel(context, { loading: { title, loaded, total } }),
      );
      if (found === null) return; // a newer load has taken its place
      const { pack, backend } = found;
      const wasPlaying = getState().run.status === 'playing';
      deps.onReplaced();
      const { recorded } = getState().model;
      const now = asked ?? first;
      asked = null;
      newest = null;
      const fromFiles = source.kind === 'files';
      // all at once: a model with the run of another would be untrue
      setState(({ model, run, history }) => ({
        model: { ...model, pack, key, backend, loading: null, fromFiles, recorded: false },
        run: {
          ...run,
          status: goOn === null ? 'idle' : wasPlaying ? 'playing' : run.status,
          speed: recorded ? Infinity : run.speed,
        },
        history: goOn === null ? emptyHistory(fitToPack(now, pack).settings) : history,
      }));
      await deps.opened(source, pack);
      if (getState().model.pack !== pack) return; // another has been opened in the meantime
      deps.begin(now, goOn);
    } catch (error) {
      if (newest !== null) newest = [newest[0], asked ?? first, goOn];
      asked = null;
      patchModel(context, { loading: null });
      setState({ error: { ...reportOf(error), again: true } });
    }
  };

  /** @returns null, with the trouble said, where the settings ask for no model that there could be */
  function find(settings: Settings): ModelSource | null {
    try {
      return world.source(settings, modelsUrl);
    } catch (error) {
      setState({ error: reportOf(error) });
      return null;
    }
  }

  return {
    load,
    loadFor(first, goOn = null) {
      const found = find(first.settings);
      if (found !== null) void load(found, first, goOn);
      else if (getState().model.pack === null) patchHistory(context, emptyHistory(first.settings));
    },
    asksForAnother: (settings) => find(settings)?.key !== getState().model.key,
    keyOf: (settings) => find(settings)?.key ?? null,
    coming: () => asked?.settings ?? null,
    again() {
      if (newest === null) return false;
      const [source, first, goOn] = newest;
      void load(source, asked ?? first, goOn);
      return true;
    },
    onStalled(error) {
      if (error === null && getState().error === stalled) setState({ error: null });
      stalled = error && { ...error, again: true };
      if (stalled !== null) setState({ error: stalled });
    },
    change(changes) {
      if (asked === null) return;
      asked = { ...asked, settings: { ...asked.settings, ...changes } };
      if (getState().model.pack === null || getState().model.recorded) {
        patchHistory(context, { paths: withSettings(getState().history.paths, asked.settings) });
      }
    },
  };
}

/** The settings of the path before any. */
function withSettings(paths: History['paths'], settings: Settings): History['paths'] {
  return paths.map((path) => (path.id === NO_PATH_ID ? { ...path, settings } : path));
}
