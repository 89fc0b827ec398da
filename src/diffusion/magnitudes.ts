// How large the numbers of an array are.

/** Root mean square per element of values[from, to). */
export function rms(values: ArrayLike<number>, from = 0, to = values.length): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]! ** 2;
  return Math.sqrt(sum / Math.max(1, to - from));
}

/** Largest magnitude in values[from, to). */
export function maxAbs(values: ArrayLike<number>, from = 0, to = values.length): number {
  let max = 0;
  for (let i = from; i < to; i++) max = Math.max(max, Math.abs(values[i]!));
  return max;
}
