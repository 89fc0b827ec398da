// What guidance buys and what it costs: of each row of samples how many are accepted, and how various those are, at one
// number of samples m in every row, beside real samples at the same m.

import { meanDistance, medianDistance } from './features';
import { jackknifing, type SetMeasure } from './jackknife';
import { precision, recall, recallOf } from './precision-recall';
import { wilson, type Estimate } from './shares';
import { vendi, vendiScore } from './vendi';

/** A row with fewer accepted samples says nothing of their variety. */
export const FEWEST = 8;
/** More are not compared: their intervals are narrow by then, and the time grows as m⁴. */
export const MOST = 64;

export interface Accepted {
  readonly accepted: boolean;
  /** How surprised the judge is. */
  readonly nats: number;
}

/** A picture of a row. */
export interface Judged extends Accepted {
  /** What the judge sees in it, before its last layer. */
  readonly features: Float32Array; // [F]
}

/** Real samples: those that others are compared with, and others that are compared with those themselves. */
export interface RealSet {
  readonly images: number;
  readonly read: number;
  readonly nats: number;
  readonly reference: readonly Float32Array[];
  readonly heldOut: readonly Float32Array[];
}

/** What can be measured of a set of samples, of pictures, sentences or points. */
export type Measure =
  'vendi' | 'distance' | 'recall' | 'precision' | 'distinct2' | 'repeats' | 'spread' | 'swd';

/** Of the m accepted samples of a row. */
export type Variety = Readonly<Partial<Record<Measure, Estimate>>>;

/**
 * What a row of samples comes to: acceptance as a share of all, by Wilson’s interval; nats as their mean
 * over at most 1,000.
 */
export interface RowMeasures {
  readonly samples: number;
  readonly accepted: number;
  readonly acceptance: Estimate;
  readonly nats: Estimate;
  /** Null where too few are accepted, or there is nothing real to compare with. */
  readonly variety: Variety | null;
}

/** The same of real samples, m at a time: acceptance is the share that the judge reads as labelled. */
export interface RealMeasures extends Readonly<Partial<Record<Measure, number>>> {
  readonly acceptance: number;
  readonly nats: number;
}

/** What is measured of the samples of a world. */
export interface SetMeasures<T extends Accepted> {
  /** Of m accepted samples; rests between its parts. */
  readonly of: (samples: readonly T[]) => Generator<void, Variety>;
  /** Of real ones, m at a time; null where there are none. */
  readonly real: (m: number) => Generator<void, RealMeasures | null>;
}

/** The rows of a sweep, measured at one number of samples, so that they can be compared. */
export interface Tradeoff {
  /** Accepted samples that each row is measured at; null while no row has enough. */
  readonly m: number | null;
  /** Null of a row without samples. */
  readonly rows: readonly (RowMeasures | null)[];
  readonly real: RealMeasures | null;
}

const MEAN: SetMeasure<number> = { of: meanOf };
const DISTANCE: SetMeasure<Float32Array> = { of: meanDistance };

/** Long for large m: rests between its parts. @param real null where there is nothing real to compare with */
export function* measuring(
  rows: readonly (readonly Judged[])[],
  real: RealSet | null,
): Generator<void, Tradeoff> {
  return yield* measuringBy(rows, real === null ? null : pictureMeasures(real));
}

/** @param measures null where variety cannot be told */
export function* measuringBy<T extends Accepted>(
  rows: readonly (readonly T[])[],
  measures: SetMeasures<T> | null,
): Generator<void, Tradeoff> {
  const m = measures === null ? null : sizeOf(rows);
  const measured: (RowMeasures | null)[] = [];
  for (const row of rows) {
    yield;
    measured.push(row.length === 0 ? null : yield* rowOf(row, m, measures));
  }
  const beside = measures === null || m === null ? null : yield* measures.real(m);
  return { m, rows: measured, real: beside };
}

/** The least number of accepted samples among the rows that have enough of them. */
export function sizeOf(rows: readonly (readonly Accepted[])[]): number | null {
  const enough = rows.map(acceptedOf).filter((count) => count >= FEWEST);
  return enough.length === 0 ? null : Math.min(MOST, ...enough);
}

const acceptedOf = (row: readonly Accepted[]): number => row.filter(({ accepted }) => accepted).length;

function* rowOf<T extends Accepted>(
  row: readonly T[],
  m: number | null,
  measures: SetMeasures<T> | null,
): Generator<void, RowMeasures> {
  const accepted = row.filter((each) => each.accepted);
  const nats = yield* jackknifing(
    row.slice(0, 1000).map((each) => each.nats),
    MEAN,
  );
  const counts = { samples: row.length, accepted: accepted.length, nats };
  const acceptance = wilson(accepted.length, row.length);
  const isEnough = m !== null && measures !== null && accepted.length >= m;
  return { ...counts, acceptance, variety: isEnough ? yield* measures.of(accepted.slice(0, m)) : null };
}

const widths = new WeakMap<RealSet['reference'], number>();

/** Of the Vendi score's kernel. It is asked for after each batch of a sweep, and the real pictures stay the same. */
function widthOf(reference: RealSet['reference']): number {
  const width = widths.get(reference) ?? medianDistance(reference) / 2;
  widths.set(reference, width);
  return width;
}

/** Of the judge's features, beside those of real pictures. */
function pictureMeasures(real: RealSet): SetMeasures<Judged> {
  const width = widthOf(real.reference);
  return {
    *of(samples) {
      const features = samples.map((each) => each.features);
      const m = features.length;
      return {
        vendi: yield* jackknifing(features, vendi(width)),
        distance: yield* jackknifing(features, DISTANCE),
        recall: yield* jackknifing(features, recallOf(real.reference)),
        precision: wilson(Math.round(m * precision(real.reference, features)), m),
      };
    },
    real: (m) => realOf(real, m, width),
  };
}

/** What real samples come to, m at a time: the mean over sets that share none. */
function* realOf(
  { images, read, nats, reference, heldOut }: RealSet,
  m: number,
  width: number,
): Generator<void, RealMeasures> {
  const found: (readonly [vendi: number, distance: number, recall: number, precision: number])[] = [];
  for (let from = 0; from + m <= heldOut.length; from += m) {
    const set = heldOut.slice(from, from + m);
    yield;
    const variety = [vendiScore(set, width), meanDistance(set)] as const;
    yield;
    found.push([...variety, recall(reference, set), precision(reference, set)]);
  }
  const mean = (of: 0 | 1 | 2 | 3): number => meanOf(found.map((each) => each[of]));
  return {
    acceptance: read / images,
    nats,
    vendi: mean(0),
    distance: mean(1),
    recall: mean(2),
    precision: mean(3),
  };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
