// A sweep: one target at several scales, or in several guidance intervals at one scale, each from the same seeds; what
// was asked for, and what is known of it so far.

import type { BackendInfo } from '../terms/messages';
import type { Interval } from '../terms/interval';
import type { Sampler } from '../terms/scheduler';
import type { Target } from '../terms/target';
import type { Real } from './real';
import type { Cell, Row } from './sampled';
import type { Shipped } from './shipped';

/** What differs from row to row. */
export const varieds = ['scale', 'interval'] as const;

/** What a person chooses. */
export interface SweepSettings {
  /** What is asked for; null is what Denoise asks for. */
  readonly target: Target | null;
  readonly vary: (typeof varieds)[number];
  /** Ascending; null are those of the guide. */
  readonly scales: readonly number[] | null;
  /** Each once, null being all t; null are the usual ones of the model's T. */
  readonly intervals: readonly (Interval | null)[] | null;
  /** s where intervals are varied; null is the guide's default. */
  readonly at: number | null;
  /** The first one; the others follow it. */
  readonly seed: number;
  readonly seeds: number;
  readonly sampler: Sampler['kind'];
  readonly steps: number;
}

export const defaultSweep: SweepSettings = {
  target: null,
  vary: 'scale',
  scales: null,
  intervals: null,
  at: null,
  seed: 42,
  seeds: 16,
  sampler: 'ddim',
  steps: 50,
};

/**
 * `opening`: its model is on its way; `asking`: whether so many are meant. While it is paused, what is being computed is
 * kept.
 */
export type SweepStatus = 'idle' | 'asking' | 'opening' | 'measuring' | 'paused';

/** What is asked for, the samples that are known, and what is being computed. */
export interface Sweep {
  readonly settings: SweepSettings;
  /** By all that made them but their seed (`rowKey`). */
  readonly rows: ReadonlyMap<string, Row>;
  readonly status: SweepStatus;
  /** What is being computed: its cells, and steps that have been taken of each, in the mean of several batches. */
  readonly batch: { readonly cells: readonly Cell[]; readonly taken: number } | null;
  /** Milliseconds of one step of one sample, measured of all workers together; null before the first. */
  readonly pace: number | null;
  /** What it is computed on. */
  readonly backend: BackendInfo | null;
  /** Why it does not go on, a sentence. */
  readonly trouble: string | null;
  /** What comes with the pack: what its judge sees in real samples, and results; null where that is not here. */
  readonly real: Real | null;
  readonly shipped: Shipped | null;
  /** Whether that is still being read. */
  readonly isReading: boolean;
}

/** What any world's own part of the state may hold beside its own. */
export interface WithSweep {
  /** Absent until one is opened. */
  readonly sweep?: Sweep;
}

/** Where another world's differ: sentences take long each, points are many at once. */
const usual: Readonly<Record<string, Partial<SweepSettings>>> = {
  words: { sampler: 'ddpm', steps: 200, seeds: 16 },
  plane: { sampler: 'ddpm', steps: 100, seeds: 64 },
};

/** @param world by its id */
export function usualSweep(world: string): SweepSettings {
  return { ...defaultSweep, ...usual[world] };
}

const firsts = new Map<string, Sweep>();

/** Before anything has happened. @param world by its id */
export function firstSweep(world: string): Sweep {
  const first = firsts.get(world) ?? { ...NO_SWEEP, settings: usualSweep(world) };
  firsts.set(world, first);
  return first;
}

const NO_SWEEP: Sweep = {
  settings: defaultSweep,
  rows: new Map(),
  status: 'idle',
  batch: null,
  pace: null,
  backend: null,
  trouble: null,
  real: null,
  shipped: null,
  isReading: false,
};

export const isComputing = ({ status }: Sweep): boolean => status === 'opening' || status === 'measuring';
