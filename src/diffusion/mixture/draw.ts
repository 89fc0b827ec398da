// Points drawn from a mixture, as a function of (seed, draw): Philox, like all noise here.

import type { Mixture } from '../../terms/plane';
import type { Samples } from '../../terms/sample';
import { fillNormal, purposes, type Purpose } from '../noise/gaussian';
import { philox4x32 } from '../noise/philox';

/** Points with the class of the component that each was drawn from. */
export interface Drawn {
  readonly points: Samples; // [n, 1, 1, 2]
  readonly labels: Int32Array<ArrayBuffer>; // [n]
}

const TWO_32 = 2 ** 32;

/**
 * @param draw counts the draws of one seed: another number, other points
 */
export function drawPoints(
  mixture: Mixture,
  n: number,
  seed: number,
  draw: number,
  purpose: Extract<Purpose, 'forward' | 'training'> = 'forward',
): Drawn {
  const points = new Float32Array(2 * n);
  const labels = new Int32Array(n);
  fillNormal(points, seed, purpose, draw);
  const choose = componentChooser(mixture);
  uniforms(n, seed, purpose, draw).forEach((u, i) => {
    const m = choose(u);
    const sigma = Math.sqrt(mixture.variances[m]!);
    points[2 * i] = mixture.means[2 * m]! + sigma * points[2 * i]!;
    points[2 * i + 1] = mixture.means[2 * m + 1]! + sigma * points[2 * i + 1]!;
    labels[i] = mixture.labels[m]!;
  });
  return { points, labels };
}

/** u in [0, 1) → a component, with the probability of its weight. */
export function componentChooser({ weights }: Mixture): (u: number) => number {
  let sum = 0;
  const bounds = weights.map((weight) => (sum += weight));
  return (u) => {
    let low = 0;
    let high = bounds.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (bounds[middle]! > u * sum) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** Counter's last word of uniform numbers; that of normal ones is 0. */
const UNIFORM = 1;

/** n numbers in [0, 1). */
export function uniforms(n: number, seed: number, purpose: Purpose, draw: number): Float64Array {
  const out = new Float64Array(n);
  const words = new Uint32Array(4);
  for (let i = 0; i < n; i += 4) {
    philox4x32(i / 4, draw, purposes[purpose], UNIFORM, seed % TWO_32, Math.floor(seed / TWO_32), words);
    for (let j = 0; j < 4 && i + j < n; j++) out[i + j] = words[j]! / TWO_32;
  }
  return out;
}
