// Standard normal noise as a function of (seed, purpose, t, element): two lanes with one seed see the same
// noise, and any step can be taken again.

import { invariant } from '../../terms/errors';
import type { Samples } from '../../terms/sample';
import { philox4x32 } from './philox';

/** What the noise is for; part of the counter, so that no two uses share a number. */
export const purposes = { initial: 0, step: 1, forward: 2, training: 3 } as const;
export type Purpose = keyof typeof purposes;

const TWO_32 = 2 ** 32;

/**
 * Fills `out` with z ~ N(0, I): key = seed (low word, high word), counter = (floor(element / 4), t, purpose, 0);
 * four words give four normals by Box-Muller (words 0, 1 and words 2, 3).
 *
 * @param seed an integer, 0 to 2^53 - 1
 * @param t the timestep of the step; T for x_T
 */
export function fillNormal(out: Float32Array, seed: number, purpose: Purpose, t: number): void {
  invariant(
    Number.isSafeInteger(seed) && seed >= 0,
    `noise: expected a seed from 0 to 2^53 - 1, got ${seed}`,
  );
  const low = seed % TWO_32;
  const high = Math.floor(seed / TWO_32);
  const words = new Uint32Array(4);
  for (let i = 0; i < out.length; i += 4) {
    philox4x32(i / 4, t, purposes[purpose], 0, low, high, words);
    for (let pair = 0; pair < 4; pair += 2) {
      const u = (words[pair]! + 1) / TWO_32; // (0, 1]: the logarithm is finite
      const radius = Math.sqrt(-2 * Math.log(u));
      const angle = (2 * Math.PI * words[pair + 1]!) / TWO_32;
      if (i + pair < out.length) out[i + pair] = radius * Math.cos(angle);
      if (i + pair + 1 < out.length) out[i + pair + 1] = radius * Math.sin(angle);
    }
  }
}

/** One sample's worth of noise for each seed, [B, ...] flat. Equal seeds are drawn once. */
export function normalBatch(seeds: readonly number[], size: number, purpose: Purpose, t: number): Samples {
  const out = new Float32Array(seeds.length * size);
  const drawn = new Map<number, number>();
  seeds.forEach((seed, lane) => {
    const twin = drawn.get(seed);
    if (twin !== undefined) {
      out.copyWithin(lane * size, twin * size, (twin + 1) * size);
      return;
    }
    fillNormal(out.subarray(lane * size, (lane + 1) * size), seed, purpose, t);
    drawn.set(seed, lane);
  });
  return out;
}
