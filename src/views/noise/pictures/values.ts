// The axes on which pixel values are held against a law, and the law of x_t's own pixels.

import { normalDensity } from '../../../diffusion/distribution';
import type { Axis } from '../../../plots/line-layout';
import type { Tick } from '../../../plots/plot-axes';
import type { Samples } from '../../../terms/sample';

export const VALUE: Axis = { from: -3.5, to: 3.5 };
export const VALUE_TICKS: readonly Tick[] = [
  { at: -3, text: '−3' },
  { at: -1, text: '−1' },
  { at: 1, text: '1' },
  { at: 3, text: '3' },
];
export const DENSITY: Axis = { from: 0, to: 0.8 };
export const DENSITY_TICKS: readonly Tick[] = [
  { at: 0.8, text: '0.8' },
  { at: 0.4, text: '0.4' },
  { at: 0, text: '0' },
];
export const BINS = 35;
/** Points of a law's curve, over the axis. */
const POINTS = 106;

const at = (point: number): number => VALUE.from + (point * (VALUE.to - VALUE.from)) / (POINTS - 1);

export const STANDARD_NORMAL = Float32Array.from({ length: POINTS }, (_, i) => normalDensity(at(i)));

/** Number of levels into which values of x_0 are rounded. */
const LEVELS = 64;

/**
 * The density of a pixel of x_t that is chosen by chance: a normal law around √ᾱ·x_0 of each pixel, of variance 1 - ᾱ,
 * averaged over the pixels.
 */
export function lawOf(x0: Samples, alphaCumprod: number): Float32Array {
  const counts = new Float32Array(LEVELS);
  for (const value of x0) counts[Math.round(((value + 1) / 2) * (LEVELS - 1))]! += 1 / x0.length;
  const signal = Math.sqrt(alphaCumprod);
  const law = new Float32Array(POINTS);
  counts.forEach((share, level) => {
    if (share === 0) return;
    const mean = signal * ((2 * level) / (LEVELS - 1) - 1);
    for (let i = 0; i < POINTS; i++) law[i]! += share * normalDensity(at(i), mean, 1 - alphaCumprod);
  });
  return law;
}

export interface Expected {
  readonly mean: number;
  readonly variance: number;
  /** Standard errors of both, for one x_t. */
  readonly meanError: number;
  readonly varianceError: number;
}

/**
 * Mean and variance over the pixels of x_t, given x_0: √ᾱ·mean(x_0) and ᾱ·var(x_0) + 1 - ᾱ, and how far one x_t is
 * from them by chance.
 *
 * @param moments of x_0
 * @param size numbers in one sample
 */
export function expectedMoments(
  moments: { readonly mean: number; readonly variance: number },
  alphaCumprod: number,
  size: number,
): Expected {
  const noise = 1 - alphaCumprod;
  const picture = alphaCumprod * moments.variance;
  return {
    mean: Math.sqrt(alphaCumprod) * moments.mean,
    variance: picture + noise * (1 - 1 / size),
    meanError: Math.sqrt(noise / size),
    varianceError: Math.sqrt((2 * noise ** 2 + 4 * noise * picture) / size),
  };
}
