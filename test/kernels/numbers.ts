// Numbers for kernels' tests: the same ones every time.

import { normalBatch } from '../../src/diffusion/noise/gaussian';

/** To the nearest half: ten bits behind the leading one, or what is left of them below 2^-14. */
export function toHalf(value: number): number {
  const unit = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value) || 1)), -14) - 10);
  return Math.round(value / unit) * unit;
}

/** About N(0, 1). */
export function numbers(count: number, seed: number): Float32Array {
  return normalBatch([seed], count, 'training', 0);
}
