// 95 % intervals for what is computed from a set of samples. A bootstrap would draw samples twice, and a set with doubles
// is less various than any real one: its interval can lie below the value itself.

import type { Estimate } from './shares';

/** Two-sided 95 % points of Student's t for 1, 2, … degrees of freedom; beyond, by its expansion (Hill 1970). */
const T_95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
const Z = 1.959964;

export function student95(freedom: number): number {
  return (
    T_95[freedom - 1] ??
    Z + (Z ** 3 + Z) / (4 * freedom) + (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * freedom ** 2)
  );
}

/** A measure of a set, and what bounds it, where something does: it is skewed near a bound. */
export interface SetMeasure<T> {
  readonly of: (samples: readonly T[]) => number;
  /** For sets of n. */
  readonly bounds?: (n: number) => readonly [least: number, most: number];
}

/** Within its bounds a measure is taken on the scale of its log odds. */
function scaleOf({ bounds }: SetMeasure<never>, n: number) {
  if (bounds === undefined) return { to: (value: number) => value, from: (value: number) => value };
  const [least, most] = bounds(n);
  const tiny = 1e-9 * (most - least);
  return {
    to: (value: number) => Math.log((value - least + tiny) / (most - value + tiny)),
    from: (odds: number) => least + (most - least) / (1 + Math.exp(-odds)),
  };
}

/**
 * The measure of a set, and where its expected value over sets of that size lies: delete-one jackknife (Efron & Stein
 * 1981), which errs on the wide side.
 *
 * @returns an interval from -∞ to ∞ for fewer than three samples
 */
export function jackknife<T>(samples: readonly T[], measure: SetMeasure<T>): Estimate {
  const work = jackknifing(samples, measure);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** The same, resting before each sample that is left out. */
export function* jackknifing<T>(samples: readonly T[], measure: SetMeasure<T>): Generator<void, Estimate> {
  const n = samples.length;
  const value = measure.of(samples);
  if (n < 3) return { value, low: -Infinity, high: Infinity };
  const [whole, less] = [scaleOf(measure, n), scaleOf(measure, n - 1)];
  const without: number[] = [];
  for (let i = 0; i < n; i++) {
    yield;
    without.push(less.to(measure.of(samples.toSpliced(i, 1))));
  }
  const mean = without.reduce((sum, each) => sum + each, 0) / n;
  const squares = without.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const half = student95(n - 1) * Math.sqrt(((n - 1) / n) * squares);
  const middle = whole.to(value);
  return { value, low: whole.from(middle - half), high: whole.from(middle + half) };
}
