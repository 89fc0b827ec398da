// From the errors of points at some t to what is shown of them: means over the points at each t, and of the whole bound a
// mean with a 95 % interval, since each point has a bound of its own.

import type { Samples } from '../terms/sample';
import { priorBits, type BoundAt } from './bound';
import { boundTotal } from './bound-total';
import { student95 } from './jackknife';
import { bitsOfLoss, natsPerLoss, type PointTerms } from './point-bound';
import type { Estimate } from './shares';

/** Means over the points, at one t. */
export interface PointRow {
  readonly t: number;
  readonly logSnr: number; // base 10
  readonly loss: number;
  readonly least: number;
  readonly excess: number;
  readonly weight: number; // nats for one unit of loss
  readonly bits: number; // of L_t, per coordinate
  readonly leastBits: number;
}

/** What the points’ terms come to. Losses are mean squares of ε per coordinate, bits are per coordinate. */
export interface PointEvidence {
  /** By rising t. */
  readonly rows: readonly PointRow[];
  readonly T: number;
  readonly complete: boolean;
  /** Bits per coordinate: of the network, of the exact denoiser, and what the first has more. */
  readonly learned: Estimate;
  readonly least: Estimate;
  readonly excess: Estimate;
}

/** @param terms by t, at least one; an estimate has no interval before all are in */
export function pointEvidence(
  terms: ReadonlyMap<number, PointTerms>,
  tables: readonly BoundAt[],
  x0: Samples,
): PointEvidence {
  const rows = [...terms.values()].toSorted((a, b) => a.t - b.t).map((each) => rowOf(each, tables[each.t]!));
  const T = tables.length;
  const complete = terms.size === T;
  const last = tables.at(-1)!.alphaCumprod;
  if (!complete) {
    const total = (bits: (row: PointRow) => number, prior: number): Estimate =>
      unsure(boundTotal(new Map(rows.map((row) => [row.t, bits(row)])), T, prior).bits);
    return {
      rows,
      T,
      complete,
      learned: total(({ bits }) => bits, priorBits(x0, last)),
      least: total(({ leastBits }) => leastBits, priorBits(x0, last)),
      excess: total(({ excess, weight }) => (excess * weight) / Math.LN2, 0),
    };
  }
  return {
    rows,
    T,
    complete,
    learned: meanOf(boundBits(terms, tables, x0, 'loss')),
    least: meanOf(boundBits(terms, tables, x0, 'least')),
    excess: meanOf(excessBits(terms, tables)),
  };
}

/** The whole bound of each point, in bits per coordinate, [n]: of the network, or the least possible. @param terms of every t */
export function boundBits(
  terms: ReadonlyMap<number, PointTerms>,
  tables: readonly BoundAt[],
  x0: Samples,
  of: 'loss' | 'least',
): number[] {
  const last = tables.at(-1)!.alphaCumprod;
  return Array.from({ length: x0.length / 2 }, (_, point) =>
    tables.reduce(
      (sum, at) => sum + bitsOfLoss(at, terms.get(at.t)![of][point]!),
      priorBits(x0.slice(2 * point, 2 * point + 2), last),
    ),
  );
}

/** Bits per coordinate that each point costs more than it must, [n]. @param terms of every t */
export function excessBits(terms: ReadonlyMap<number, PointTerms>, tables: readonly BoundAt[]): number[] {
  const first = terms.get(0)!;
  return Array.from(first.excess, (_, point) =>
    tables.reduce((sum, at) => sum + natsPerLoss(at) * terms.get(at.t)!.excess[point]!, 0),
  ).map((nats) => nats / Math.LN2);
}

/** Error of ε that each point has more than it must, on average over t, [n]. @param terms of every t */
export function excessError(terms: ReadonlyMap<number, PointTerms>): number[] {
  const first = terms.get(0)!;
  return Array.from(first.excess, (_, point) => {
    let sum = 0;
    for (const { excess } of terms.values()) sum += excess[point]!;
    return sum / terms.size;
  });
}

/** The mean with Student's interval, which is the jackknife's of a mean: from -∞ to ∞ for fewer than three. */
export function meanOf(values: readonly number[]): Estimate {
  const n = values.length;
  const value = values.reduce((sum, each) => sum + each, 0) / n;
  if (n < 3) return unsure(value);
  const squares = values.reduce((sum, each) => sum + (each - value) ** 2, 0);
  const half = student95(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value, low: value - half, high: value + half };
}

/** How much larger the values of `a` are than those of `b` of the same points, with its interval. */
export function differenceOf(a: readonly number[], b: readonly number[]): Estimate {
  return meanOf(a.map((value, i) => value - b[i]!));
}

const unsure = (value: number): Estimate => ({ value, low: -Infinity, high: Infinity });

function rowOf({ t, loss, least, excess }: PointTerms, at: BoundAt): PointRow {
  const mean = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [lossHere, leastHere] = [mean(loss), mean(least)];
  return {
    t,
    logSnr: Math.log10(at.alphaCumprod / (1 - at.alphaCumprod)),
    loss: lossHere,
    least: leastHere,
    excess: mean(excess),
    weight: natsPerLoss(at),
    bits: bitsOfLoss(at, lossHere),
    leastBits: bitsOfLoss(at, leastHere),
  };
}
