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

export interface Judged {
  readonly accepted: boolean;
  /** -log p of what was asked for. */
  readonly nats: number;
  readonly features: Float32Array;
}

/** Real samples: those that others are compared with, and others that are compared with those themselves. */
export interface RealSet {
  readonly images: number;
  readonly read: number;
  readonly nats: number;
  readonly reference: readonly Float32Array[];
  readonly heldOut: readonly Float32Array[];
}

/** Of the m accepted samples of a row. */
export interface Variety {
  readonly vendi: Estimate;
  readonly distance: Estimate;
  readonly recall: Estimate;
  readonly precision: Estimate;
}

export interface RowMeasures {
  readonly samples: number;
  readonly accepted: number;
  readonly acceptance: Estimate;
  readonly nats: Estimate;
  /** Null where too few are accepted, or there is nothing real to compare with. */
  readonly variety: Variety | null;
}

export interface RealMeasures {
  readonly acceptance: number;
  readonly nats: number;
  readonly vendi: number;
  readonly distance: number;
  readonly recall: number;
  readonly precision: number;
}

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
  const m = sizeOf(rows);
  const width = real === null ? 0 : medianDistance(real.reference) / 2;
  const measured: (RowMeasures | null)[] = [];
  for (const row of rows) {
    yield;
    measured.push(row.length === 0 ? null : yield* rowOf(row, m, real, width));
  }
  const beside = real === null || m === null ? null : yield* realOf(real, m, width);
  return { m: real === null ? null : m, rows: measured, real: beside };
}

/** The least number of accepted samples among the rows that have enough of them. */
export function sizeOf(rows: readonly (readonly Judged[])[]): number | null {
  const enough = rows.map(acceptedOf).filter((count) => count >= FEWEST);
  return enough.length === 0 ? null : Math.min(MOST, ...enough);
}

const acceptedOf = (row: readonly Judged[]): number => row.filter(({ accepted }) => accepted).length;

function* rowOf(
  row: readonly Judged[],
  m: number | null,
  real: RealSet | null,
  width: number,
): Generator<void, RowMeasures> {
  const accepted = row.filter((each) => each.accepted);
  const nats = yield* jackknifing(
    row.slice(0, 1000).map((each) => each.nats),
    MEAN,
  );
  const counts = { samples: row.length, accepted: accepted.length, nats };
  const acceptance = wilson(accepted.length, row.length);
  if (m === null || real === null || accepted.length < m) return { ...counts, acceptance, variety: null };
  const features = accepted.slice(0, m).map((each) => each.features);
  const variety: Variety = {
    vendi: yield* jackknifing(features, vendi(width)),
    distance: yield* jackknifing(features, DISTANCE),
    recall: yield* jackknifing(features, recallOf(real.reference)),
    precision: wilson(Math.round(m * precision(real.reference, features)), m),
  };
  return { ...counts, acceptance, variety };
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

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
