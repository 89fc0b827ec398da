// How values are distributed: moments and histograms, and the normal law to hold them against.

export interface Moments {
  readonly mean: number;
  /** Of the values themselves, divided by their number. */
  readonly variance: number;
}

/** @returns zeros for no values */
export function momentsOf(values: ArrayLike<number>): Moments {
  const n = Math.max(1, values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return { mean, variance: squares / n };
}

/**
 * A histogram as a density: its area is 1 when no value lies outside; values outside count in the outermost bins.
 *
 * @returns [bins]
 */
export function densityOf(
  values: ArrayLike<number>,
  from: number,
  to: number,
  bins: number,
): Float32Array<ArrayBuffer> {
  const density = new Float32Array(bins);
  const width = (to - from) / bins;
  const share = 1 / (Math.max(1, values.length) * width);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.max(0, Math.min(bins - 1, Math.floor((values[i]! - from) / width)));
    density[bin]! += share;
  }
  return density;
}

/** The density of N(mean, variance) at x. */
export function normalDensity(x: number, mean = 0, variance = 1): number {
  return Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
}
