// A picture that is taken into noise on Noise, and what the networks make of it: the numbers that lessons speak of.

import { pairOfSchedules } from '../../diffusion/forward/pair-of-schedules';
import { largestIndex } from '../../plots/bars';
import type { State } from '../../history/state';
import { classesOf } from '../../terms/pack-info';
import { scheduleOf, type ForwardSamples, type NoisedSample } from '../../worlds/images/forward-samples';
import { forwardSamplesOf, noiseOf, overTOf, type Answer } from '../../worlds/images/noise-state';

export interface Noised {
  readonly samples: ForwardSamples;
  /** x_t of the schedule that is shown, at the t that is shown. */
  readonly shown: NoisedSample;
  /** T - 1. */
  readonly last: number;
  readonly seed: number;
  /** Of the schedule that is shown, [T]. */
  readonly alphasCumprod: ArrayLike<number>;
  readonly tables: ReturnType<typeof pairOfSchedules>['linear'];
  /** What the networks say of it; null while they have not answered. */
  readonly answer: Answer | null;
}

/** Null while the model or its pictures are not here. */
export function noisedPicture(state: State): Noised | null {
  const samples = forwardSamplesOf(state);
  const { pack } = state.model;
  if (samples === null || pack === null) return null;
  const { settings, answers } = noiseOf(state);
  const schedule = scheduleOf(settings, pack.scheduler);
  const tables = pairOfSchedules(pack.scheduler)[schedule];
  const shown = samples[schedule];
  const answer = answers[schedule];
  return {
    samples,
    shown,
    last: pack.scheduler.trainTimesteps - 1,
    seed: settings.seed,
    alphasCumprod: tables.alphasCumprod,
    tables,
    answer: answer?.sample === shown ? answer : null,
  };
}

export interface OverT {
  readonly t: number;
  readonly error: number;
  /** Belief in what is read of the clean picture. */
  readonly belief: number;
}

/** Along all t, once every one has been answered; null before, and where there is no classifier. */
export function overAllT(state: State): { readonly label: string; readonly points: readonly OverT[] } | null {
  const { t, points } = overTOf(state);
  const { pack } = state.model;
  const clean = points[0]?.beliefs ?? null;
  if (clean === null || pack === null) return null;
  const index = largestIndex(clean);
  const known = points.flatMap((point, i) =>
    point === null || point.beliefs === null
      ? []
      : [{ t: t[i] ?? 0, error: point.error, belief: point.beliefs[index] ?? 0 }],
  );
  if (known.length < points.length) return null;
  return { label: classesOf(pack)[index] ?? String(index), points: known };
}

/** Of values from -1 to 1: the share that is neither nearly black nor nearly white. */
export function greyShare(values: ArrayLike<number>, from = 0, to = values.length): number {
  let grey = 0;
  for (let i = from; i < to; i++) if (Math.abs(values[i] ?? 0) < 0.7) grey++;
  return grey / Math.max(1, to - from);
}
