// Samples that a sweep is made of, and all that made them.

import { sameInterval, type Interval } from '../terms/interval';
import type { Samples } from '../terms/sample';
import type { Sampler } from '../terms/scheduler';

/** What one row of a sweep has and another has not. */
export interface Varied {
  readonly scale: number;
  /** The timesteps in which it acts; null: all of them. */
  readonly interval: Interval | null;
}

/** One sample: of which row, and its seed. */
export interface Cell extends Varied {
  readonly seed: number;
}

/** Whether samples of both stand in one row, as far as what is varied goes; `rowKey` compares the rest too. */
export function sameRow(a: Varied, b: Varied): boolean {
  return a.scale === b.scale && sameInterval(a.interval, b.interval);
}

/** A finished sample, and what the judge says of it. */
export interface Sampled {
  /** [H, W, C]; null where there are too many to keep their pictures. */
  readonly x0: Samples | null;
  /** Of a sentence. */
  readonly words?: readonly string[];
  /** Null without a judge. */
  readonly verdict: SweepVerdict | null;
  /** The judge's, before its last layer; null without one. */
  readonly features: Float32Array | null; // [F]
}

/** What the judge says of a sample, for what was asked. */
export interface SweepVerdict {
  /** Whether it finds all that was asked for; null where that is nothing that it can find. */
  readonly accepted: boolean | null;
  /** -log p of what was asked for, in nats; of a sentence of its words, per word. */
  readonly nats: number;
  /** What it reads: the class, or of several slots the first; -1 of a sentence. */
  readonly label: number;
}

/** Samples of one row by their seeds. */
export type Row = ReadonlyMap<number, Sampled>;

/** What makes a sample beside its row and its seed. */
export interface MadeBy {
  /** Of the weights: a person's own model's sha256, or the name of a pack that comes with Nudge. */
  readonly model: string;
  /** Id of the guide; null where nothing guides. */
  readonly guide: string | null;
  /** As text. */
  readonly target: string;
  readonly sampler: Sampler['kind'];
  readonly steps: number;
}

/** The same for samples that may stand in one row: all that made them, but the seed. */
export function rowKey(
  { model, guide, target, sampler, steps }: MadeBy,
  { scale, interval }: Varied,
): string {
  return JSON.stringify([model, guide, target, sampler, steps, scale, ...(interval ?? [])]);
}
