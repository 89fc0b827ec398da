// Sliced Wasserstein distance of two sets of points in the plane (Bonneel et al. 2015): W_2 of their projections on
// directions that are always the same, root of the mean of squares. 0 for equal sets; two sets drawn from one
// distribution are still some distance apart, which is what a model's distance is to be compared with.

/** Half a turn in equal parts: the other half projects the same. */
const DIRECTIONS = 32;
/** Both sides are compared at this many quantiles where their sizes differ. */
const QUANTILES = 1000;

/**
 * @param a [2n], x and y of each point; at least one
 * @param b [2m]
 */
export function slicedWasserstein(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const work = slicing(a, b);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** The same, yielding after every direction: for a thread that has to answer meanwhile. */
export function* slicing(a: ArrayLike<number>, b: ArrayLike<number>): Generator<void, number> {
  if (a.length === 0 || b.length === 0) return NaN;
  let sum = 0;
  for (let d = 0; d < DIRECTIONS; d++) {
    const angle = (Math.PI * d) / DIRECTIONS;
    sum += squaredWasserstein(projected(a, angle), projected(b, angle));
    yield;
  }
  return Math.sqrt(sum / DIRECTIONS);
}

/** Projections on the direction of `angle`, ascending. */
function projected(points: ArrayLike<number>, angle: number): Float64Array {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const out = new Float64Array(points.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = cos * points[2 * i]! + sin * points[2 * i + 1]!;
  return out.toSorted();
}

/** W_2² on the line: the mean square between equal quantiles. */
function squaredWasserstein(a: Float64Array, b: Float64Array): number {
  const n = a.length === b.length ? a.length : QUANTILES;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (at(a, i, n) - at(b, i, n)) ** 2;
  return sum / n;
}

function at(sorted: Float64Array, i: number, n: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(((i + 0.5) / n) * sorted.length))]!;
}
