// The Plane's store: the same store over the plane's own models, with what is the plane's alone: its settings, its
// training, and the short runs that show every second what the networks make by now.

import type { Client, ClientEvents } from '../client/client';
import type { TrainOrder } from '../terms/messages';
import type { Samples } from '../terms/sample';
import { createStore, type NudgeStore } from './create-store';
import type { SourceOf } from './model-source';
import { learnedKey, planeSource } from './plane-source';
import { planeOf, type PlaneSettings } from './plane-settings';
import { defaultPlaneSettings } from './plane-defaults';
import { previews } from './previews';
import type { Actions } from './state';
import type { Settings } from './settings';

export interface PlaneActions extends Actions {
  /** Takes over some of the plane's settings, and opens, goes on or begins again as they ask for. */
  readonly setPlane: (changes: Partial<PlaneSettings>) => void;
  /** Takes over any settings at once, as a new run. */
  readonly setAll: (settings: Settings) => void;
  /** The same points with other settings, beside those on screen. */
  readonly compare: (settings: Settings) => void;
  readonly train: (order: TrainOrder) => void;
  /** Nobody looks: training pauses, and goes on when somebody does. */
  readonly pauseTraining: (why: 'left' | 'hidden') => void;
  readonly resumeTraining: () => void;
  /** Moves the marked particle of the step that is shown: a branch from there. */
  readonly move: (marked: number, xt: Samples) => void;
}

export interface PlaneStore extends NudgeStore {
  readonly actions: PlaneActions;
}

/** @param models the folder of the packs, ending in "/"; or what finds the model of some settings */
export function createPlaneStore(
  connect: (events: ClientEvents) => Client,
  models: string | SourceOf,
): PlaneStore {
  const nudge = createStore(connect, typeof models === 'string' ? planeSource(models) : models);
  const { store, actions: usual } = nudge;
  store.setState({ settings: defaultPlaneSettings });
  const preview = previews(nudge, () => performance.now());

  /** What a person does with the chain ends the short runs. */
  const own = <A extends readonly unknown[]>(action: (...args: A) => void) => {
    return (...args: A): void => {
      preview.end();
      action(...args);
    };
  };
  const begin = (settings: Settings): void => {
    preview.end();
    nudge.open(settings);
  };
  /** While short runs show the training, the next one takes new settings over. */
  const orPreview = (changes: Partial<Settings>, otherwise: () => void): void => {
    if (preview.going()) store.setState(({ settings }) => ({ settings: { ...settings, ...changes } }));
    else otherwise();
  };

  let away: { readonly why: 'left' | 'hidden'; readonly since: number } | null = null;

  const actions: PlaneActions = {
    ...usual,
    setTarget: (target) => orPreview({ target }, () => usual.setTarget(target)),
    setGuidanceScale: (guidanceScale) =>
      orPreview({ guidanceScale }, () => usual.setGuidanceScale(guidanceScale)),
    setSteps: (steps) => begin({ ...store.getState().settings, steps }),
    setSampler: own(usual.setSampler),
    setSeed: own(usual.setSeed),
    setLanes: own(usual.setLanes),
    setTwins: own(usual.setTwins),
    play: own(usual.play),
    playBack: own(usual.playBack),
    step: own(usual.step),
    restart: own(usual.restart),
    scrub: own(usual.scrub),
    branch: own(usual.branch),
    swapGhost: own(usual.swapGhost),
    undo: own(usual.undo),
    redo: own(usual.redo),
    setPlane(changes) {
      const { settings } = store.getState();
      const before = planeOf(settings);
      const plane = { ...before, ...changes };
      const after = { ...settings, plane };
      if (learnedKey(before) !== learnedKey(plane)) begin(after);
      else if (before.denoiser !== plane.denoiser || before.guide !== plane.guide) nudge.goOnWith(after);
      else store.setState({ settings: after });
    },
    setAll: begin,
    compare(settings) {
      preview.end();
      nudge.compareWith(settings);
    },
    train(order) {
      away = null;
      const { training } = store.getState();
      if (training !== undefined) store.setState({ training: { ...training, note: null } });
      if (order === 'start') preview.begin();
      nudge.train(order);
    },
    pauseTraining(why) {
      if (away !== null || store.getState().training?.status !== 'training') return;
      away = { why, since: Date.now() };
      nudge.train('pause');
    },
    resumeTraining() {
      if (away === null) return;
      const { why, since } = away;
      away = null;
      nudge.train('start');
      const minutes = Math.round((Date.now() - since) / 60_000);
      const { training } = store.getState();
      if (why === 'hidden' && minutes >= 1 && training !== undefined) {
        store.setState({ training: { ...training, note: awayNote(minutes) } });
      }
    },
    move(marked, xt) {
      preview.end();
      const { settings } = store.getState();
      usual.branch({ plane: { ...planeOf(settings), marked } }, xt);
    },
  };
  return { ...nudge, actions };
}

function awayNote(minutes: number): string {
  const long =
    minutes === 1 ? 'a minute' : minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return `Training paused while this tab was hidden for ${long}, and goes on from where it was.`;
}
