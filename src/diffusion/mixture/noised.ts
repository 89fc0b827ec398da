// The forward process keeps a mixture a mixture: x_t = √ᾱ·x_0 + √(1-ᾱ)·ε (Ho et al. 2020, eq. 4), so component m
// becomes N(√ᾱ·μ_m, (ᾱ·σ²_m + 1 - ᾱ)·I).

import type { Mixture } from '../../terms/plane';

/** A mixture under noise, laid out for evaluation: log of weight·density of component m at x is
 * logScale_m - |x - mean_m|² · halfPrecision_m. */
export interface Noised {
  readonly alphaCumprod: number;
  readonly classes: number; // K
  readonly labels: Int32Array; // [M]
  readonly meansX: Float64Array; // [M], √ᾱ·μ
  readonly meansY: Float64Array; // [M]
  readonly halfPrecisions: Float64Array; // [M], 1/(2·variance)
  readonly logScales: Float64Array; // [M], log w - log(2π·variance)
  /** Of E[x_0 | x_t, m] = pull_m·x_t + rest_m. */
  readonly pulls: Float64Array; // [M], √ᾱ·σ²/variance
  readonly restsX: Float64Array; // [M], μ·(1-ᾱ)/variance
  readonly restsY: Float64Array; // [M]
}

/** @param alphaCumprod ᾱ in [0, 1]; 1 is the data itself */
export function noised(
  { means, variances, weights, labels, classes }: Mixture,
  alphaCumprod: number,
): Noised {
  const M = variances.length;
  const signal = Math.sqrt(alphaCumprod);
  const table = () => new Float64Array(M);
  const out = {
    alphaCumprod,
    classes: classes.length,
    labels,
    meansX: table(),
    meansY: table(),
    halfPrecisions: table(),
    logScales: table(),
    pulls: table(),
    restsX: table(),
    restsY: table(),
  };
  for (let m = 0; m < M; m++) {
    const variance = alphaCumprod * variances[m]! + 1 - alphaCumprod;
    const rest = (1 - alphaCumprod) / variance;
    out.meansX[m] = signal * means[2 * m]!;
    out.meansY[m] = signal * means[2 * m + 1]!;
    out.halfPrecisions[m] = 0.5 / variance;
    out.logScales[m] = Math.log(weights[m]!) - Math.log(2 * Math.PI * variance);
    out.pulls[m] = (signal * variances[m]!) / variance;
    out.restsX[m] = rest * means[2 * m]!;
    out.restsY[m] = rest * means[2 * m + 1]!;
  }
  return out;
}

/** The same as a Mixture, to draw it. */
export function noisedMixture(mixture: Mixture, alphaCumprod: number): Mixture {
  const signal = Math.sqrt(alphaCumprod);
  return {
    ...mixture,
    means: mixture.means.map((mean) => signal * mean),
    variances: mixture.variances.map((variance) => alphaCumprod * variance + 1 - alphaCumprod),
  };
}
