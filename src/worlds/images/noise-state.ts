// What the page knows of Noise: the images' own part of the state. x_t is not kept, it follows from the settings.

import type { ScheduleName } from '../../diffusion/forward/pair-of-schedules';
import type { State } from '../../history/state';
import type { Source } from '../../questions/asker';
import type { Nudge } from '../../store/world';
import type { WithSweep } from '../../sweep/sweep';
import type { PackInfo } from '../../terms/pack-info';
import type { Samples } from '../../terms/sample';
import type { Target } from '../../terms/target';
import {
  defaultNoise,
  usualBound,
  type BoundLooks,
  type ImageLooks,
  type NoiseSettings,
  type PictureSource,
} from './noise-settings';
import { forwardSamplesFor, scheduleOf, type NoisedSample, type ForwardSamples } from './forward-samples';
import { NO_BOUND, type Bound } from './bound/bound';
import type { Compared } from './bound/compared';
import type { Sheet } from './sheet';

/** What the model said of an x_t. */
export interface Answer {
  readonly sample: NoisedSample;
  readonly x0: Samples; // [H, W, C], the true one
  /** ε_θ */
  readonly eps: Samples; // [H, W, C]
  readonly predX0: Samples; // [H, W, C]
  /** Belief in each class; null without a guide. */
  readonly beliefs: Float32Array<ArrayBuffer> | null; // [K]
  /** RMS per pixel of x̂_0 - x_0. */
  readonly error: number;
}

/** The same at many t, along the schedule that is shown. */
export interface AnswersOverT {
  /** Ascending timesteps. */
  readonly t: readonly number[];
  /** One for each t; null where nothing has been said yet. */
  readonly points: readonly (PointOverT | null)[];
  /** Null before anything was asked. */
  readonly of: OfOverT | null;
}

/** What is asked over t: compared by its parts. */
export interface OfOverT {
  readonly x0: Samples;
  readonly seed: number;
  readonly schedule: ScheduleName;
  readonly pack: PackInfo;
}

export interface PointOverT {
  readonly error: number;
  readonly beliefs: Float32Array<ArrayBuffer> | null;
}

/** What the small pictures of a grid show while it runs: x_t, or the x̂_0 that the model expects of it. */
export const gridPictures = ['x0', 'xt'] as const;
/** x_t as `xt`, x̂_0 as `x0`. */
export type GridPicture = (typeof gridPictures)[number];

/**
 * All that the world of pictures keeps beside its runs: of Noise and Objective, and how Denoise’s grid is
 * looked at.
 */
export interface Noise extends WithSweep {
  readonly world: 'images';
  readonly grid: GridPicture;
  readonly settings: NoiseSettings;
  /** The class that "Denoise from here" asks for; null is the one that Denoise asks for already. */
  readonly target: Target | null;
  readonly sheet: Sheet | null;
  readonly answers: Readonly<Record<ScheduleName, Answer | null>>;
  readonly overT: AnswersOverT;
  readonly bound: Bound;
  readonly boundLooks: BoundLooks;
  /** Absent until pictures are compared. */
  readonly compared?: Compared;
  /** What was done to the newest picture, or why it could not be taken: a sentence. */
  readonly note: { readonly text: string; readonly isTrouble: boolean } | null;
  /** Why the model does not answer, a sentence; null when it does. */
  readonly trouble: string | null;
  /** Pictures before the one that is shown, the newest last: undo goes back through them. */
  readonly before: readonly PictureSource[];
}

export const NO_ANSWERS: AnswersOverT = { t: [], points: [], of: null };

export const initialNoise: Noise = {
  world: 'images',
  grid: 'x0',
  settings: defaultNoise,
  target: null,
  sheet: null,
  answers: { linear: null, cosine: null },
  overT: NO_ANSWERS,
  bound: NO_BOUND,
  boundLooks: usualBound,
  note: null,
  trouble: null,
  before: [],
};

export interface NoiseActions {
  /** Takes over what an address says. */
  readonly open: (looks: ImageLooks) => void;
  /** The sheet is wanted from now on. */
  readonly wantSheet: () => void;
  /** From now on the open model is asked what a source wants to know. Returns the way to stop. */
  readonly ask: (source: Source) => () => void;
  readonly setLevel: (t: number) => void;
  readonly setSchedule: (schedule: ScheduleName) => void;
  readonly setSeed: (seed: number) => void;
  /** Of the sheet. */
  readonly pick: (index: number) => void;
  /** An empty picture to draw on. */
  readonly draw: () => void;
  /** Goes on with the drawing that is shown: @param begins whether this is a stroke's beginning, which undo returns to */
  readonly stroke: (text: string, begins: boolean) => void;
  /** A picture from elsewhere, and what was done to it. */
  readonly take: (text: string, note: string) => void;
  /** Why a picture could not be taken. */
  readonly refuse: (why: string) => void;
  readonly clear: () => void;
  readonly undo: () => void;
  readonly setTarget: (target: Target) => void;
  readonly setGrid: (grid: GridPicture) => void;
  readonly lookAtBound: (looks: Partial<BoundLooks>) => void;
  /** A run that begins with the x_t that is shown. */
  readonly denoiseFromHere: () => void;
  /** Back to runs that begin with pure noise. */
  readonly denoiseFromNoise: () => void;
}

function isNoise(own: object): own is Noise {
  return 'world' in own && own.world === 'images';
}

/** This world's own part of the state; that of its beginning where another world's stands there. */
export function noiseOf({ own }: Pick<State, 'own'>): Noise {
  return isNoise(own) ? own : initialNoise;
}

/** x_0, ε and x_t of what is chosen; null while the model or the sheet is not here. */
export function forwardSamplesOf(state: Pick<State, 'own' | 'model'>): ForwardSamples | null {
  const { settings, sheet } = noiseOf(state);
  return forwardSamplesFor(settings, state.model.pack, sheet);
}

/** What is on screen, as it is asked over t; null while the model or the sheet is not here. */
export function askedOverT(state: Pick<State, 'own' | 'model'>): OfOverT | null {
  const samples = forwardSamplesOf(state);
  const { pack } = state.model;
  if (samples === null || pack === null) return null;
  const { settings } = noiseOf(state);
  return { x0: samples.x0, seed: settings.seed, schedule: scheduleOf(settings, pack.scheduler), pack };
}

export function sameOverT(a: OfOverT | null, b: OfOverT | null): boolean {
  return a?.x0 === b?.x0 && a?.seed === b?.seed && a?.schedule === b?.schedule && a?.pack === b?.pack;
}

/** The answers over t as long as they are of what is on screen. */
export function overTOf(state: Pick<State, 'own' | 'model'>): AnswersOverT {
  const { overT } = noiseOf(state);
  return sameOverT(overT.of, askedOverT(state)) ? overT : NO_ANSWERS;
}

export function patchNoise(
  { store, patchOwn }: Pick<Nudge, 'store' | 'patchOwn'>,
  changes: Partial<Noise>,
): void {
  patchOwn({ ...noiseOf(store.getState()), ...changes });
}
