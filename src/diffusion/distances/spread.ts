// How far points lie from their mean: root mean square per coordinate. 1 for a preset's data; it falls where guidance
// takes diversity away.

/** @param points [2n] */
export function spread(points: ArrayLike<number>): number {
  const n = points.length / 2;
  if (n === 0) return NaN;
  let square = 0;
  for (const axis of [0, 1]) {
    let mean = 0;
    for (let i = axis; i < points.length; i += 2) mean += points[i]! / n;
    for (let i = axis; i < points.length; i += 2) square += (points[i]! - mean) ** 2;
  }
  return Math.sqrt(square / (2 * n));
}
