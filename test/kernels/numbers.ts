// Numbers for kernels' tests: the same ones every time.

import { normalBatch } from '../../src/diffusion/noise/gaussian';

/** About N(0, 1). */
export function numbers(count: number, seed: number): Float32Array {
  return normalBatch([seed], count, 'training', 0);
}
