// What was trained in the tab: all that training depends on, so that it can be taken up again on another device, or from
// a file.

import type { TrainState } from './plane';

/**
 * The networks that are trained on the plane: denoiser, classifier of noised points, classifier of clean
 * ones.
 */
export const planeParts = ['denoiser', 'noisy', 'clean'] as const;
/** A network of the plane, as tensors in files of its weights are named: "denoiser.0.weight". */
export type PlanePart = (typeof planeParts)[number];

/** A network's parameters, their exponential moving average, which is what is asked, and Adam's two moments. */
export interface LearnerState {
  readonly parameters: Float32Array<ArrayBuffer>; // [P]
  readonly average: Float32Array<ArrayBuffer>;
  readonly moment1: Float32Array<ArrayBuffer>;
  readonly moment2: Float32Array<ArrayBuffer>;
}

/** Losses since the last window of them, the best window, and how many have come without a better one. */
export interface PlateauState {
  readonly sum: number;
  readonly count: number;
  readonly best: number;
  readonly without: number;
}

/**
 * A training at some step, whole: what is trained on from it is what would have been trained without the
 * pause.
 */
export interface TrainedState {
  readonly step: number;
  readonly seconds: number;
  /** The number of steps at which it ends, as known so far. */
  readonly end: number;
  readonly state: TrainState;
  readonly plateau: PlateauState;
  /** NaN where none has been seen. */
  readonly lossByT: Float32Array<ArrayBuffer>; // [LOSS_BUCKETS]
  readonly learners: Readonly<Partial<Record<PlanePart, LearnerState>>>;
}
