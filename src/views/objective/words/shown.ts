// What Objective shows of a sentence's losses, worked out from the terms that are known.

import type { State } from '../../../history/state';
import { meanOverT, roundingNats, wordsPrior, type WordLoss } from '../../../measures/word-losses';
import type { Rounding } from '../../../diffusion/words/rounding';
import { roundingOf } from '../../../diffusion/words/sentence';
import {
  embeddedOf,
  lossAsked,
  lossesNow,
  lossesOf,
  lossText,
  scheduleOf,
} from '../../../worlds/words/losses/loss-state';
import type { Losses, LossOf, LossSettings, LossStep, LossTerms } from '../../../worlds/words/losses/losses';

export const selectLosses = (state: State): Losses => lossesOf(state);
export const selectLossSettings = (state: State): LossSettings => lossesOf(state).settings;
export const selectLossStatus = (state: State): Losses['status'] => lossesOf(state).status;
export const selectLossText = (state: State): string => lossText(state);
export const selectLossOf = (state: State): LossOf | null => lossAsked(state);
export const selectLossTrouble = (state: State): string | null => lossesNow(state).trouble;

/** While nothing is asked, that of another t than the one that is shown will not be followed by its own. */
export function selectLossStep(state: State): LossStep | null {
  const { step, settings, status } = lossesNow(state);
  return status === 'idle' && step?.t !== settings.t ? null : step;
}

/** One t, as it is plotted. */
export interface LossRow extends WordLoss {
  readonly logSnr: number; // base 10
}

/** Means over all t: what is not known lies between its neighbours. */
interface Means {
  readonly error: number;
  readonly rounding: number;
  readonly right: number;
}

export interface LossEvidence {
  readonly of: LossOf;
  readonly T: number;
  /** By rising t, of the first draw of the noise. */
  readonly rows: readonly LossRow[];
  /** The rows of the same t by all draws that are known of it, of t with several alone. */
  readonly drawn: readonly (readonly LossRow[])[];
  readonly isComplete: boolean;
  readonly mean: Means;
  /** x_0's error over all t, of each draw of which all terms are in. */
  readonly errors: readonly number[];
  /** -log p(w | x_0), nats per place: the rounding loss that was trained, which knows no t. */
  readonly atX0: number;
  /** What is left of x_0 at T, per number. */
  readonly prior: number;
}

const workedOut = new WeakMap<readonly LossTerms[], LossEvidence | null>();

/** @returns null while nothing is known of what is looked at */
export function selectLossEvidence(state: State): LossEvidence | null {
  const { of, draws } = lossesNow(state);
  if (of === null) return null;
  const before = workedOut.get(draws);
  if (before !== undefined) return before;
  const evidence = lossEvidence(of, draws);
  workedOut.set(draws, evidence);
  return evidence;
}

export function lossEvidence(of: LossOf, draws: readonly LossTerms[]): LossEvidence | null {
  const [first, ...others] = draws;
  const rounding = roundingOf(of.pack);
  if (first === undefined || first.size === 0 || rounding === null) return null;
  const { alphasCumprod } = scheduleOf(of.pack);
  const T = alphasCumprod.length;
  const rowOf = (term: WordLoss): LossRow => {
    const alpha = alphasCumprod[term.t]!;
    return { ...term, logSnr: Math.log10(alpha / (1 - alpha)) };
  };
  const rows = [...first.values()].toSorted((a, b) => a.t - b.t).map(rowOf);
  const mean = (terms: LossTerms, value: (term: WordLoss) => number): number =>
    meanOverT(new Map([...terms].map(([t, term]) => [t, value(term)])), T);
  return {
    of,
    T,
    rows,
    drawn: rows
      .map((row) => [row, ...others.flatMap((terms) => terms.get(row.t) ?? []).map(rowOf)])
      .filter(({ length }) => length > 1),
    isComplete: first.size === T,
    mean: {
      error: mean(first, ({ error }) => error),
      rounding: mean(first, (term) => term.rounding),
      right: mean(first, ({ right }) => right),
    },
    errors: draws.flatMap((terms) => (terms.size === T ? mean(terms, ({ error }) => error) : [])),
    ...withoutT(of, rounding),
  };
}

type WithoutT = Pick<LossEvidence, 'atX0' | 'prior'>;

const known = new WeakMap<LossOf, WithoutT>();

/** The terms that know no t, worked out once. */
function withoutT(of: LossOf, rounding: Rounding): WithoutT {
  const before = known.get(of);
  if (before !== undefined) return before;
  const embedded = embeddedOf(of, 0);
  const made = {
    atX0: roundingNats(of.tokens, embedded.x0, rounding).mean,
    prior: wordsPrior(embedded, scheduleOf(of.pack).alphasCumprod.at(-1)!),
  };
  known.set(of, made);
  return made;
}
