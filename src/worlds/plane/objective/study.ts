// Two trainings side by side, alike in all but one thing: L_simple against L_vlb, or one schedule against the other.

import type { PointTerms } from '../../../measures/point-bound';
import type { Estimate } from '../../../measures/shares';
import type { BoundAt } from '../../../measures/bound';
import {
  planeScheduler,
  type LossWeighting,
  type Mixture,
  type PlaneSchedule,
  type TrainSpec,
} from '../../../terms/plane';

/** In what the two trainings differ: the loss’s weighting, or the schedule. */
export type Contrast = 'objective' | 'schedule';

/** In what the two differ. */
export interface ArmOf {
  readonly title: string;
  readonly weighting: LossWeighting;
  readonly schedule: PlaneSchedule;
}

/** What a study is of. */
export interface StudyOf {
  readonly contrast: Contrast;
  /** Settings of which it is: another key, another study. */
  readonly key: string;
  readonly mixture: Mixture;
  readonly train: TrainSpec;
  /** Steps of the chain that the samples take, and the key of their noise. */
  readonly steps: number;
  readonly seed: number;
  readonly arms: readonly [ArmOf, ArmOf];
}

/** What one of them misses after some steps of its training, point by point. */
export interface Checkpoint {
  readonly step: number;
  /** Error of ε above the least possible, on average over t, [n]. */
  readonly error: readonly number[];
  /** Bits per coordinate above the least possible, [n]. */
  readonly bits: readonly number[];
  /** The whole bound, in bits per coordinate, [n]. */
  readonly bound: readonly number[];
}

/** Chance in the gradient of a batch, at the parameters after some steps. */
interface GradientNoise {
  readonly step: number;
  readonly weighting: 'simple' | 'vlb';
  readonly times: 'spread' | 'random';
  readonly ratio: Estimate;
}

/** One of the two trainings: how far it is, and what it has shown. */
export interface Arm {
  readonly phase: 'waiting' | 'opening' | 'training' | 'measuring' | 'sampling' | 'done';
  readonly step: number;
  readonly seconds: number;
  readonly checkpoints: readonly Checkpoint[];
  readonly noise: readonly GradientNoise[];
  /** Of the newest checkpoint, at every t. */
  readonly terms: ReadonlyMap<number, PointTerms>;
  readonly tables: readonly BoundAt[];
  /** Distances of its finished samples from the data, set by set; empty before. */
  readonly distances: readonly number[];
}

type StudyStatus = 'idle' | 'going' | 'paused' | 'cancelled' | 'done';

/** Two trainings, as far as they are. */
export interface Study {
  readonly status: StudyStatus;
  readonly of: StudyOf | null;
  readonly arms: readonly [Arm, Arm];
  /** The same distances between the data and fresh points of it. */
  readonly floor: readonly number[];
  readonly trouble: string | null;
}

export const freshArm: Arm = {
  phase: 'waiting',
  step: 0,
  seconds: 0,
  checkpoints: [],
  noise: [],
  terms: new Map(),
  tables: [],
  distances: [],
};

export const noStudy: Study = {
  status: 'idle',
  of: null,
  arms: [freshArm, freshArm],
  floor: [],
  trouble: null,
};

/** @param schedule that both have where they differ in the objective */
export function armsOf(contrast: Contrast, schedule: PlaneSchedule): readonly [ArmOf, ArmOf] {
  if (contrast === 'objective') {
    return [
      { title: 'L_simple', weighting: 'simple', schedule },
      { title: 'L_vlb', weighting: 'vlb', schedule },
    ];
  }
  return [
    { title: 'cosine', weighting: 'prediction', schedule: 'cosine' },
    { title: 'linear', weighting: 'prediction', schedule: 'linear' },
  ];
}

export const schedulerOf = ({ schedule }: ArmOf) => planeScheduler(schedule);

/** Steps after which both are measured: the first and the last, and each twice the one before. */
export function stopsOf({ mostSteps }: TrainSpec): number[] {
  return [0, ...[16, 8, 4, 2, 1].map((part) => Math.round(mostSteps / part))];
}
