// The distance in which agreement is stated: max |a - b| against 1e-5·max(1, max |b|), and its like.

export function maxDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`maxDifference: expected ${b.length} numbers, got ${a.length}`);
  let max = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    max = Number.isNaN(difference) ? NaN : Math.max(max, difference);
  }
  return max;
}

/** max |a - b| / max(1, max |b|). */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let size = 1;
  for (let i = 0; i < b.length; i++) size = Math.max(size, Math.abs(b[i]!));
  return maxDifference(a, b) / size;
}
