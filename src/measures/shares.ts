// A share with its 95 % interval.

/** Of the standard normal distribution, two-sided. */
export const Z_95 = 1.959963984540054;

/** A value with the ends of its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Whether the first is more than the second: the 95 % interval of their difference, made of their own (Newcombe 1998,
 * method 10), lies above 0.
 */
export function isMore(a: Estimate, b: Estimate): boolean {
  return differenceOf(a, b).low > 0;
}

export function differenceOf(a: Estimate, b: Estimate): Estimate {
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

/** k of n, with the score interval (Wilson 1927). @param n at least 1 */
export function wilson(k: number, n: number): Estimate {
  const share = k / n;
  const z2 = Z_95 ** 2;
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  // rounding may leave the ends, and the value is never outside
  return {
    value: share,
    low: k === 0 ? 0 : Math.min(share, middle - half),
    high: k === n ? 1 : Math.max(share, middle + half),
  };
}
