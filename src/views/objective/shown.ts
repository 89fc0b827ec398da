// What of the state Objective shows: the terms that are known, under the variance that is looked at.

import type { State } from '../../history/state';
import { lossWeight, priorBits, varianceBits, type BoundAt, type BoundTerm } from '../../measures/bound';
import { boundTotal, filledTerms, halfOfBits, type Total } from '../../measures/bound-total';
import type { Estimate } from '../../measures/shares';
import { isLearned } from '../../diffusion/learned-variance';
import type { VarianceType } from '../../terms/scheduler';
import type {
  Bound,
  BoundOf,
  BoundPictures,
  BoundStatus,
  PictureBound,
} from '../../worlds/images/bound/bound';
import { boundOf, tablesOf } from '../../worlds/images/bound/bound-state';
import { lanesOf, type Lanes } from '../../worlds/images/bound/lanes';
import type { AxisKind } from '../../terms/axis';
import { noiseOf } from '../../worlds/images/noise-state';

export const selectBound = (state: State): Bound => boundOf(state);
export const selectLanes = (state: State): Lanes => lanesOf(state);
export const selectStatus = (state: State): BoundStatus => noiseOf(state).bound.status;

/** While nothing is asked, those of another t than the one that is shown will not be followed by its own. */
export function selectPictures(state: State): BoundPictures | null {
  const { pictures } = boundOf(state);
  return selectStatus(state) === 'idle' && pictures?.t !== noiseOf(state).settings.t ? null : pictures;
}

/** How it is looked at: under the pack's own Σ unless another is chosen. */
export const selectAxis = (state: State): AxisKind => noiseOf(state).boundLooks.axis;
export const selectDraws = (state: State): number => noiseOf(state).boundLooks.draws;
export const selectVariance = (state: State): VarianceType =>
  noiseOf(state).boundLooks.variance ?? state.model.pack?.scheduler.varianceType ?? 'fixed_small';

/** One t of the bound, as it is plotted. */
export interface TermRow extends BoundTerm {
  readonly weight: number; // nats for one unit of clippedLoss; NaN at t = 0
  readonly logSnr: number; // base 10
  /** What of `bits` Σ costs by itself; 0 where it is β̃, NaN at t = 0 and where it is learned. */
  readonly ofVariance: number;
}

export interface Evidence {
  readonly of: BoundOf;
  /** By rising t, of the first draw of the noise. */
  readonly rows: readonly TermRow[];
  /** The rows of the same t by all draws that are known of it, the first one's first; of t with several alone. */
  readonly drawn: readonly (readonly TermRow[])[];
  /** Bits per dimension of each draw of which all terms are in. */
  readonly totals: readonly number[];
  readonly T: number;
  /** Whether the first and the last t are known, so that no term has to be guessed from one side alone. */
  readonly spans: boolean;
  readonly prior: number;
  readonly total: Total;
  /** Bits up to each t, with those that are not known yet taken from their neighbours, [T]. */
  readonly upTo: Float64Array;
  /** The t up to which half of all bits are spent; null while not all terms are in. */
  readonly half: number | null;
  /** Where it is a mean over pictures. */
  readonly set?: OfSet;
}

export interface OfSet {
  readonly count: number;
  /** Of how many the total is. */
  readonly counted: number;
  /** Whether all terms of those are in. */
  readonly isWhole: boolean;
  /** Known of all of them. */
  readonly terms: number;
  readonly total: Estimate;
  /** 95 % intervals of the means, of t that three pictures or more are known of. */
  readonly bands: readonly { readonly row: TermRow; readonly loss: Estimate; readonly bits: Estimate }[];
}

const workedOut = new WeakMap<
  PictureBound['terms'],
  { readonly by: readonly unknown[]; readonly evidence: Evidence }
>();

/** The same, worked out once. */
export function evidenceKnown(bound: PictureBound, varianceType: VarianceType): Evidence | null {
  const by = [bound.of?.key, bound.of?.pack, bound.more, varianceType];
  const before = workedOut.get(bound.terms);
  if (before?.by.every((each, i) => each === by[i]) === true) return before.evidence;
  const evidence = evidenceOf(bound, varianceType);
  if (evidence !== null) workedOut.set(bound.terms, { by, evidence });
  return evidence;
}

/** @returns null while nothing is known */
export function evidenceOf({ of, terms, more }: PictureBound, varianceType: VarianceType): Evidence | null {
  if (of === null || terms.size === 0) return null;
  const at = tablesOf(of.pack.scheduler, varianceType);
  const rows = [...terms.values()]
    .toSorted((a, b) => a.t - b.t)
    .map((term) => rowOf(term, at[term.t]!, varianceType));
  const last = at.at(-1)?.alphaCumprod ?? 0;
  const prior = priorBits(of.x0, last);
  const known = new Map(rows.map(({ t, bits }) => [t, bits]));
  const total = boundTotal(known, at.length, prior);
  const filled = filledTerms(known, at.length);
  let sum = 0;
  const upTo = filled.map((bits) => (sum += bits));
  const others = more.map(
    (draw) => new Map([...draw].map(([t, term]) => [t, rowOf(term, at[t]!, varianceType)])),
  );
  const totals = [new Map(rows.map((row) => [row.t, row])), ...others].flatMap((draw) =>
    draw.size < at.length ? [] : [...draw.values()].reduce((bits, row) => bits + row.bits, prior),
  );
  const drawn = rows
    .map((row) => [row, ...others.flatMap((draw) => draw.get(row.t) ?? [])])
    .filter(({ length }) => length > 1);
  const half = total.complete ? halfOfBits(filled) : null;
  const spans = rows[0]!.t === 0 && rows.at(-1)!.t === at.length - 1;
  return { of, rows, drawn, totals, T: at.length, spans, prior, total, upTo, half };
}

function rowOf(term: BoundTerm, at: BoundAt, varianceType: VarianceType): TermRow {
  const { learned } = term;
  const isOwn = learned !== undefined && isLearned(varianceType);
  const nats = isOwn ? learned.meanNats / term.clippedLoss : lossWeight(at);
  const weight = at.t === 0 || !Number.isFinite(nats) ? Number.NaN : nats; // where ᾱ is 0, ε costs nothing
  // Σ at t = 0 is the same under both fixed ones, and so is L_0
  const fixed =
    at.t === 0
      ? (learned?.fixedBits ?? term.bits)
      : term.meanError / (2 * Math.exp(at.logVariance) * Math.LN2) + varianceBits(at);
  const bits = isOwn ? term.bits : fixed;
  const logSnr = Math.log10(at.alphaCumprod / (1 - at.alphaCumprod));
  const ofVariance = isOwn || at.t === 0 ? Number.NaN : varianceBits(at);
  return { ...term, bits, weight, logSnr, ofVariance };
}

/** What the variance alone costs over all t, in bits per dimension; NaN where it is learned, and depends on the picture. */
export function costOfVariance({ of }: Evidence, varianceType: VarianceType): number {
  if (isLearned(varianceType)) return Number.NaN;
  const at = tablesOf(of.pack.scheduler, varianceType);
  return at.slice(1).reduce((sum, each) => sum + varianceBits(each), 0);
}
