// What the page keeps of a training: how far it is, and the curves over all of it, thinned as they grow.

import type { WeightsOrigin } from '../../terms/messages';
import type { LossCurve, TrainProgress, TrainState } from '../../terms/plane';
import type { Samples } from '../../terms/sample';
import type { TrainedState } from '../../terms/trained';

/** Losses over steps: `raw[i]` and `smoothed[i]` at step `(i + 1)·every`. */
export interface KeptCurve {
  readonly every: number;
  readonly raw: readonly number[];
  readonly smoothed: readonly number[];
}

/** A training as a run's file has it. */
export interface TrainedInFile {
  /** Another one each time that a file is opened. */
  readonly id: string;
  /** The `learnedKey` that it was trained under: with other settings it is of no use. */
  readonly of: string;
  readonly state: TrainedState;
  readonly curves: { readonly denoiser: KeptCurve; readonly classifier: KeptCurve | null };
}

/** `shipped`: the networks came trained; `untrained`: before the first step. */
export type TrainingStatus = TrainState | 'shipped' | 'untrained';

/** How far the plane’s networks are, and what has been seen on the way. */
export interface TrainingState {
  readonly status: TrainingStatus;
  readonly step: number;
  readonly mostSteps: number;
  /** Time spent training. */
  readonly seconds: number;
  readonly denoiser: KeptCurve;
  /** Null where no classifier is trained. */
  readonly classifier: KeptCurve | null;
  /** NaN where none has been seen. */
  readonly lossByT: Float32Array<ArrayBuffer>; // [LOSS_BUCKETS]
  /** Whether what is shown are short runs, one every second, of what the networks make by now. */
  readonly previewing: boolean;
  /** The newest of these runs' points, finished; null before the first. */
  readonly preview: Samples | null; // [B, 1, 1, 2]
  /** What there is to say of it, a sentence; null for nothing. */
  readonly note: string | null;
}

/** Points of a curve; beyond, every second one goes. */
export const MOST_KEPT = 1024;

const EMPTY: KeptCurve = { every: 1, raw: [], smoothed: [] };

/** @param before null when something else was trained before */
export function withProgress(
  before: TrainingState | null,
  progress: TrainProgress,
  origin: WeightsOrigin,
): TrainingState {
  const { state, step, mostSteps, seconds, lossByT } = progress;
  const news = progress.denoiser.raw.length;
  const goesOn = before !== null && before.step + news === step;
  const status = origin === 'shipped' ? 'shipped' : step === 0 ? 'untrained' : state;
  return {
    status: step === 0 && state === 'training' && origin === 'here' ? 'training' : status,
    step,
    mostSteps,
    seconds,
    lossByT,
    denoiser: appended(goesOn ? before.denoiser : EMPTY, progress.denoiser, step),
    classifier:
      progress.classifier === null
        ? null
        : appended(goesOn ? (before.classifier ?? EMPTY) : EMPTY, progress.classifier, step),
    previewing: before?.previewing === true,
    preview: before?.preview ?? null,
    note: goesOn ? before.note : null,
  };
}

/** With the curves of a file, where the training is as the file has it: the worker reports what is new alone. */
export function asInFile(
  training: TrainingState,
  { step, denoiser }: TrainProgress,
  file: Pick<TrainedInFile, 'state' | 'curves'> | null,
): TrainingState {
  return file?.state.step === step && denoiser.raw.length === 0 ? { ...training, ...file.curves } : training;
}

/** @param last the step of the news' last value */
export function appended({ every, raw, smoothed }: KeptCurve, news: LossCurve, last: number): KeptCurve {
  const first = last - news.raw.length + 1;
  const chosen = [...news.raw.keys()].filter((i) => (first + i) % every === 0);
  const curve = {
    every,
    raw: [...raw, ...chosen.map((i) => news.raw[i] ?? NaN)],
    smoothed: [...smoothed, ...chosen.map((i) => news.smoothed[i] ?? NaN)],
  };
  return curve.raw.length > MOST_KEPT ? thinned(curve) : curve;
}

function thinned({ every, raw, smoothed }: KeptCurve): KeptCurve {
  const second = (_: number, i: number): boolean => i % 2 === 1;
  return { every: 2 * every, raw: raw.filter(second), smoothed: smoothed.filter(second) };
}
