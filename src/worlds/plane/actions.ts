// What a person can do on the plane, beside what they can do with any chain.

import { settingsOf } from '../../history/state';
import type { Layout } from '../../history/layout';
import type { Settings } from '../../history/settings';
import type { Asker } from '../../questions/asker';
import { askerBeside } from '../../questions/asker-beside';
import type { Nudge, Revived } from '../../store/world';
import type { TrainOrder } from '../../terms/messages';
import type { PackSource } from '../../terms/pack-info';
import type { Samples } from '../../terms/sample';
import { LastTrained } from './last-trained';
import { previews } from './previews';
import { planeOf, withPlane, type PlaneSettings } from './settings';
import { learnedKey, trainedOf } from './source';
import { planeState, type PlaneLooks } from './state';
import { asInFile, withProgress } from './training';

export interface PlaneActions {
  /** What is asked of the networks beside a run. */
  readonly asker: Asker;
  /** Takes over some of the plane's settings, and opens, goes on or begins again as they ask for. */
  readonly setPlane: (changes: Partial<PlaneSettings>) => void;
  readonly setLooks: (changes: Partial<PlaneLooks>) => void;
  /** Takes over any settings at once, as a new run. */
  readonly setAll: (settings: Settings) => void;
  /** One scale or several: of the samples that are shown while networks learn, or as a run of its own. */
  readonly setLayout: (layout: Layout) => void;
  /** The same points with other settings, beside those on screen. */
  readonly compare: (settings: Settings) => void;
  readonly train: (order: TrainOrder) => void;
  /** Moves the marked particle of the step that is shown: a branch from there. */
  readonly move: (marked: number, xt: Samples) => void;
  /** After the worker has died. */
  readonly revived: (source: PackSource) => Revived | null;
  /** Training pauses while the plane is not on screen. */
  readonly watched: (how: 'shown' | 'left' | 'hidden') => void;
}

const known = new WeakMap<Nudge, PlaneActions>();

/** The actions of an opened plane; null for another world's store. */
export function planeActions(nudge: Nudge): PlaneActions | null {
  return known.get(nudge) ?? null;
}

export function extendPlane(nudge: Nudge): void {
  const { store, patchOwn } = nudge;
  const preview = previews(nudge);
  const now = (): Settings => settingsOf(store.getState());
  const patch = (changes: Partial<ReturnType<typeof planeState>>): void =>
    patchOwn({ ...planeState(store.getState()), ...changes });

  const lastTrained = new LastTrained();
  nudge.onTraining(({ progress, origin, trained }) => {
    const { training } = planeState(store.getState());
    const file = lastTrained.revived ?? trainedOf(planeOf(now()));
    const next = asInFile(withProgress(training, progress, origin), progress, file);
    patch({ training: next });
    lastTrained.heard(next, trained);
  });
  // the worker's first report may come before the settings that it is of, or after them
  let taken: PlaneSettings['trained'] = null;
  store.subscribe((state) => {
    const { trained } = planeOf(settingsOf(state));
    if (trained === taken) return;
    taken = trained;
    const { training } = planeState(state);
    if (training === null || training.step !== trained?.state.step) return;
    if (trainedOf(planeOf(settingsOf(state))) !== null)
      patch({ training: { ...training, ...trained.curves } });
  });
  const begin = (settings: Settings): void => {
    preview.end();
    nudge.open({ settings, open: [], backend: store.getState().model.choice, retake: null });
  };

  let away: { readonly how: 'left' | 'hidden'; readonly since: number } | null = null;
  function goOnTraining(): void {
    if (away === null) return;
    const { how, since } = away;
    away = null;
    nudge.train('start');
    const minutes = Math.round((Date.now() - since) / 60_000);
    const { training } = planeState(store.getState());
    if (how === 'hidden' && minutes >= 1 && training !== null) {
      patch({ training: { ...training, note: awayNote(minutes) } });
    }
  }

  known.set(nudge, {
    asker: askerBeside(nudge),
    setPlane(changes) {
      const before = planeOf(now());
      const after = { ...before, ...changes };
      if (learnedKey(before) !== learnedKey(after)) begin(withPlane(now(), changes));
      else if (before.denoiser !== after.denoiser) nudge.goOnWith(withPlane(now(), changes));
    },
    setLooks: (changes) => {
      const { looks } = planeState(store.getState());
      patch({ looks: { ...looks, ...changes } });
    },
    setAll: begin,
    setLayout(layout) {
      if (preview.going()) preview.change({ layout });
      else nudge.actions.setLayout(layout);
    },
    compare(settings) {
      preview.end();
      nudge.compareWith(settings);
    },
    revived(source) {
      const { training } = planeState(store.getState());
      return source.kind === 'plane' && training !== null
        ? lastTrained.revive(source, training, () => nudge.train('start'))
        : null;
    },
    train(order) {
      away = null;
      const { training } = planeState(store.getState());
      if (training !== null) patch({ training: { ...training, note: null } });
      if (order === 'start') preview.begin();
      nudge.train(order);
    },
    move(marked, xt) {
      preview.end();
      const { looks } = planeState(store.getState());
      patch({ looks: { ...looks, marked } });
      nudge.actions.branch({ marked }, xt);
    },
    watched(how) {
      if (how === 'shown') goOnTraining();
      else if (away === null && planeState(store.getState()).training?.status === 'training') {
        away = { how, since: Date.now() };
        nudge.train('pause');
      }
    },
  });
}

function awayNote(minutes: number): string {
  const long =
    minutes === 1 ? 'a minute' : minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return `Training paused while this tab was hidden for ${long}, and goes on from where it was.`;
}
