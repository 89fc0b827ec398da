// The Vendi score: the effective number of different samples (Friedman & Dieng 2023, eq. 1), with a Gaussian kernel.

import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { squaredDistance } from './features';
import type { SetMeasure } from './jackknife';

/**
 * exp of the entropy of the eigenvalues of K/n, K_ij = exp(-|f_i - f_j|²/(2·width²)).
 *
 * @param features one row a sample, all of one length
 * @returns 1 to n; NaN for no samples
 */
export function vendiScore(features: readonly Float32Array[], width: number): number {
  const n = features.length;
  if (n === 0) return NaN;
  const kernel = new Matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = Math.exp(-squaredDistance(features[i]!, features[j]!) / (2 * width * width)) / n;
      kernel.set(i, j, value);
      kernel.set(j, i, value);
    }
  }
  const { realEigenvalues } = new EigenvalueDecomposition(kernel, { assumeSymmetric: true });
  const entropy = realEigenvalues.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  return Math.exp(entropy);
}

/** For its interval: it lies between 1 and n. */
export const vendi = (width: number): SetMeasure<Float32Array> => ({
  of: (features) => vendiScore(features, width),
  bounds: (n) => [1, n],
});
