// Opens models: those that come with Nudge, and a person's own. A load that fails leaves everything on
// screen as it was.

import { patchHistory, patchModel, type StoreContext } from '../history/context';
import type { ModelOrigin } from '../history/model-origin';
import { NO_PATH_ID } from '../history/path';
import type { Settings } from '../history/settings';
import { pathOf, type Trouble } from '../history/state';
import { reportOf, type ErrorReport } from '../terms/errors';
import type { LoadAnswers } from '../terms/load-question';
import type { PackInfo, PackSource } from '../terms/pack-info';
import { emptyHistory, leftBehind, withSettings } from './before-any';
import { fitToPack } from './fit-to-pack';
import type { Enter, GoOn } from './go-on';
import { answered, asLinked, named, otherThan } from './own-model-source';
import { likeRecorded, type Wanted } from './wanted';
import type { ModelSource, NamedModel, World } from './world';

interface Deps {
  readonly world: World;
  readonly modelsUrl: string;
  /** A model is open in the place of another, whose run is of no use any more. */
  readonly onReplaced: () => void;
  readonly opened: (source: PackSource, pack: PackInfo) => Promise<void>;
  /** Goes on with what is asked for. @param goOn null begins a new run */
  readonly begin: (asked: Wanted, goOn: Exclude<GoOn, Enter> | null) => void;
}

export interface ModelLoader {
  readonly load: (from: ModelOrigin, asked: Wanted, goOn?: GoOn | null) => Promise<void>;
  /** The model that the settings ask for. */
  readonly loadFor: (asked: Wanted, goOn?: GoOn | null) => void;
  /** What the missing model is wanted with; null when none is missing. */
  readonly missed: () => Wanted | null;
  /** Waits for the missing model no longer. */
  readonly dismiss: () => void;
  /** Whether the settings ask for another model than the open one. */
  readonly asksForAnother: (settings: Settings) => boolean;
  /** The settings that the model on its way is wanted with; null when none is. */
  readonly coming: () => Settings | null;
  /**
   * Tries again what failed, or what does not come.
   *
   * @param unless something else is open, or has been asked for since
   * @param answers to what was asked before it opens
   * @returns whether there was something to try
   */
  readonly again: (unless?: 'asked otherwise' | null, answers?: LoadAnswers) => boolean;
  /**
   * Opens in another worker what was being opened, or else the open model, and then enters.
   *
   * @param source what takes the place of the open one's; null: itself
   * @returns whether there is anything to open
   */
  readonly reopen: (asked: Wanted, source: PackSource | null, enter: Enter) => boolean;
  /** The worker's script does not come; null: it has come after all. */
  readonly onStalled: (error: ErrorReport | null) => void;
  /** A recording is on screen: the controls show what it used where the pack on its way decides. */
  readonly onRecorded: () => void;
  /** Changes them: what is changed is not the pack's to decide any more. */
  readonly change: (changes: Partial<Settings>) => void;
}

export function createModelLoader(context: StoreContext, deps: Deps): ModelLoader {
  const { getState, setState } = context.store;
  const { world, modelsUrl } = deps;
  let asked: Wanted | null = null;
  /** The newest that was asked to open, until it is open. */
  let newest: Parameters<ModelLoader['load']> | null = null;
  /** From then on until its run has begun. */
  let opening = false;
  /** The worker has died, and what it had open is about to be opened in another. */
  let reopens = false;
  let stalled: Trouble | null = null;
  /** What a model that is only named is wanted with: it is looked for, or missing. */
  let sought: Wanted | null = null;
  /** Counts what was asked for: only the newest is still looked for. */
  let asking = 0;

  const load: ModelLoader['load'] = async (from, first, goOn = null) => {
    const { title, source } = from;
    asking++;
    asked = likeRecorded(first, getState());
    newest = [from, first, goOn];
    opening = true;
    setState({ error: null });
    patchModel(context, { loading: { title, loaded: 0, total: 0 } });
    // before anything is open, the controls show what is wanted
    if (getState().model.pack === null) patchHistory(context, emptyHistory(first.settings));
    else if (getState().model.recorded) patchFirst(asked.settings);
    try {
      const { samples } = world;
      const known = asLinked(source, getState().model.missing);
      const checked = known.kind === 'plane' || samples === undefined ? known : { ...known, samples };
      const found = await context.client.load(checked, getState().model.choice, (loaded, total) =>
        patchModel(context, { loading: { title, loaded, total } }),
      );
      if (found === null) return; // a newer load has taken its place
      const { pack, backend } = found;
      const wasPlaying = getState().run.status === 'playing';
      deps.onReplaced();
      const { recorded } = getState().model;
      const still = asked ?? first;
      const now = named(still, pack);
      const notice = otherThan(getState().model.missing, pack);
      asked = now; // what is changed until its run begins is that run's
      sought = null;
      const begun: typeof newest = [from, now, goOn];
      newest = begun;
      // all at once: a model with the run of another would be untrue
      const origin = { ...from, key: from.key ?? find(now.settings)?.key ?? null };
      setState((state) => ({
        ...(notice === null ? {} : { notice }),
        model: {
          ...state.model,
          pack,
          origin,
          backend,
          loading: null,
          fromFiles: source.kind === 'files',
          missing: null,
          recorded: false,
        },
        run: {
          ...state.run,
          status: goOn === null ? 'idle' : wasPlaying ? 'playing' : state.run.status,
          speed: recorded ? Infinity : state.run.speed,
        },
        history:
          goOn === null
            ? leftBehind(state, fitToPack(now, pack, world.fields.defaults).settings)
            : state.history,
      }));
      let latest = now;
      const end = (): void => {
        if (newest !== begun) return;
        latest = asked ?? now;
        asked = null;
        newest = null;
        opening = false;
      };
      if (typeof goOn === 'function') {
        end();
        goOn(still);
      }
      await deps.opened(known, pack);
      end();
      if (getState().model.pack !== pack) return; // another has been opened in the meantime
      if (typeof goOn !== 'function') deps.begin(latest, goOn);
    } catch (error) {
      if (reopens && reportOf(error).code === 'worker-died') return;
      opening = false;
      if (newest !== null) newest = [newest[0], asked ?? first, goOn];
      asked = null;
      patchModel(context, { loading: null });
      setState({ error: { ...reportOf(error), again: true } });
    }
  };

  /** The settings of the path before any. */
  function patchFirst(settings: Settings): void {
    patchHistory(context, { paths: withSettings(getState().history.paths, settings) });
  }

  /** @returns null, with the trouble said, where the settings ask for no model that there could be */
  function find(settings: Settings): ModelSource | NamedModel | null {
    try {
      return world.source(settings, modelsUrl);
    } catch (error) {
      setState({ error: reportOf(error) });
      return null;
    }
  }

  /** Loads a model that is only named, where it is here; else nothing begins, and it is missing. */
  async function lookFor(model: NamedModel, first: Wanted, goOn: GoOn | null): Promise<void> {
    const mine = ++asking;
    // what is asked of the missing model meanwhile is no other link
    const goesOn = sought !== null && first.reading === null && find(sought.settings)?.key === model.key;
    sought = goesOn && sought !== null ? { ...sought, settings: first.settings } : first;
    const source = await model.find();
    if (mine !== asking) return;
    if (source !== null) await load({ ...model, source }, sought, goOn);
    else {
      const { name, sha256, size, nullClass } = model;
      patchModel(context, { missing: { name, sha256, size, nullClass } });
    }
  }

  return {
    load,
    loadFor(first, goOn = null) {
      const found = find(first.settings);
      if (found !== null && 'source' in found) {
        void load(found, first, goOn);
        return;
      }
      if (getState().model.pack === null) patchHistory(context, emptyHistory(first.settings));
      if (found !== null) void lookFor(found, first, goOn);
    },
    missed: () => (getState().model.missing === null ? null : sought),
    dismiss() {
      sought = null;
      patchModel(context, { missing: null });
    },
    asksForAnother: (settings) => find(settings)?.key !== getState().model.origin?.key,
    coming: () => asked?.settings ?? null,
    again(unless, answers) {
      if (newest === null) return false;
      const [from, first, goOn] = newest;
      const isOpen = getState().model.backend !== null;
      const isAsked =
        isOpen || asked !== null || pathOf(getState().history, NO_PATH_ID).settings !== first.settings;
      if (unless && isAsked) return false;
      void load(answers === undefined ? from : answered(from, answers), asked ?? first, goOn);
      return true;
    },
    reopen(first, source, enter) {
      const { origin } = getState().model;
      const again = opening ? newest : null;
      if (again === null && origin === null) return false;
      const mine = asking;
      reopens = true;
      context.clock.after(0, () => {
        reopens = false;
        if (mine !== asking) return; // something else has been asked for since
        if (again !== null) void load(again[0], asked ?? again[1], again[2]);
        else if (origin !== null) void load({ ...origin, source: source ?? origin.source }, first, enter);
      });
      return true;
    },
    onStalled(error) {
      if (error === null && getState().error === stalled) setState({ error: null });
      stalled = error && { ...error, again: true };
      if (stalled !== null) setState({ error: stalled });
    },
    onRecorded() {
      if (asked === null) return;
      asked = likeRecorded(asked, getState());
      patchFirst(asked.settings);
    },
    change(changes) {
      if (sought !== null) sought = { ...sought, settings: { ...sought.settings, ...changes } };
      if (asked === null) return;
      const open = asked.open.filter((name) => !(name in changes));
      asked = { ...asked, open, settings: { ...asked.settings, ...changes } };
      if (getState().model.pack === null || getState().model.recorded) patchFirst(asked.settings);
    },
  };
}
