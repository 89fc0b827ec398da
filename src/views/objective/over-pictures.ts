// From the bounds of single pictures to what is shown of several: means over a set, each with its interval, and of three
// that are compared which costs most, and where along t the difference lies.

import { meanOf } from '../../measures/point-evidence';
import { halfOfBits } from '../../measures/bound-total';
import type { LaneName } from '../../worlds/images/bound/lanes';
import type { Evidence, TermRow } from './shown';

/**
 * Of every t the mean over the pictures that it is known of. The total is of the pictures of which all terms are in,
 * and while those are fewer than two an estimate of all.
 *
 * @param pictures each with its first and last t, null where those are not known
 * @returns null while nothing is known of any
 */
export function meanEvidence(pictures: readonly (Evidence | null)[]): Evidence | null {
  const known = pictures.filter((each) => each !== null);
  const first = known[0];
  if (first === undefined) return null;
  const complete = known.filter(({ total }) => total.complete);
  const counted = complete.length >= Math.min(2, pictures.length) ? complete : known;
  const byT = new Map<number, TermRow[]>();
  for (const { rows } of known) {
    for (const row of rows) byT.set(row.t, [...(byT.get(row.t) ?? []), row]);
  }
  const each = [...byT.values()].toSorted(([a], [b]) => a!.t - b!.t);
  const rows = each.map(meanRow);
  const upTo = first.upTo.map((_, t) => mean(counted.map((one) => one.upTo[t]!)));
  const isComplete = complete.length === pictures.length;
  const total = meanOf(counted.map((one) => one.total.bits));
  return {
    of: first.of,
    rows,
    drawn: [],
    totals: isComplete ? [total.value] : [],
    T: first.T,
    spans: true,
    prior: mean(counted.map(({ prior }) => prior)),
    total: { bits: total.value, complete: isComplete },
    upTo,
    half: isComplete ? halfOfBits(upTo.map((bits, t) => bits - (upTo[t - 1] ?? 0))) : null,
    set: {
      count: pictures.length,
      counted: counted.length,
      isWhole: counted === complete || complete.length === known.length,
      terms: known.reduce((sum, one) => sum + one.rows.length, 0),
      total,
      bands: each.flatMap((some, i) =>
        some.length < 3
          ? []
          : {
              row: rows[i]!,
              loss: meanOf(some.map(({ loss }) => loss)),
              bits: meanOf(some.map(({ bits }) => bits)),
            },
      ),
    },
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

function meanRow(rows: readonly TermRow[]): TermRow {
  const over = (value: (row: TermRow) => number): number => mean(rows.map(value));
  return {
    t: rows[0]!.t,
    logSnr: rows[0]!.logSnr,
    bits: over(({ bits }) => bits),
    loss: over(({ loss }) => loss),
    clippedLoss: over(({ clippedLoss }) => clippedLoss),
    meanError: over(({ meanError }) => meanError),
    weight: over(({ weight }) => weight),
    ofVariance: over(({ ofVariance }) => ofVariance),
  };
}

/** One of several that are compared. */
export interface Named {
  readonly name: LaneName;
  readonly evidence: Evidence | null;
}

/** The dearest, and how much more it costs than `own`; null while the terms of any are not all in. */
export interface Dearest {
  readonly name: LaneName;
  readonly bits: number;
  /** Of those that cost another sum than `own`: by how much, and the t up to which half of that lies. */
  readonly others: readonly { readonly name: LaneName; readonly more: number; readonly half: number }[];
}

export function dearestOf(lanes: readonly Named[]): Dearest | null {
  const known = lanes.flatMap(({ name, evidence }) =>
    evidence === null || !evidence.total.complete ? [] : { name, evidence },
  );
  const own = known.find(({ name }) => name === 'own');
  if (own === undefined || known.length < lanes.length || known.length < 2) return null;
  const dearest = known.reduce((a, b) => (b.evidence.total.bits > a.evidence.total.bits ? b : a));
  return {
    name: dearest.name,
    bits: dearest.evidence.total.bits,
    others: known
      .filter((each) => each !== own)
      .map(({ name, evidence }) => ({
        name,
        more: evidence.total.bits - own.evidence.total.bits,
        half: halfOfDifference(evidence.upTo, own.evidence.upTo),
      })),
  };
}

/** The least t from which on the difference of the sums is never again less than half of the whole. */
export function halfOfDifference(a: Float64Array, b: Float64Array): number {
  const whole = a.at(-1)! - b.at(-1)!;
  const below = a.findLastIndex((bits, t) => (bits - b[t]!) * Math.sign(whole) < Math.abs(whole) / 2);
  return below + 1;
}
