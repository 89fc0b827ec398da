// Distances between samples' features.

export function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}

/** Over all pairs. @returns NaN for fewer than two */
export function medianDistance(features: readonly Float32Array[]): number {
  const distances = features.flatMap((a, i) =>
    features.slice(i + 1).map((b) => Math.sqrt(squaredDistance(a, b))),
  );
  const sorted = distances.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

/** Over all pairs. @returns NaN for fewer than two */
export function meanDistance(features: readonly Float32Array[]): number {
  let [sum, pairs] = [0, 0];
  for (const [i, a] of features.entries()) {
    for (const b of features.slice(i + 1)) {
      sum += Math.sqrt(squaredDistance(a, b));
      pairs++;
    }
  }
  return sum / pairs;
}
