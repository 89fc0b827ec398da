// Pixels of a sample in another order, drawn by a seed: its levels stay, and what they made is gone.

import type { Samples, SampleShape } from '../../terms/sample';
import { philox4x32 } from './philox';

const TWO_32 = 2 ** 32;
/** Of the counter: apart from what noise is for (gaussian.ts). */
const PURPOSE = 4;

/** Fisher-Yates. A pixel keeps its channels. @param seed an integer, 0 to 2^53 - 1 */
export function shuffledPixels(x0: Samples, [height, width, channels]: SampleShape, seed: number): Samples {
  const count = height * width;
  const order = Array.from({ length: count }, (_, pixel) => pixel);
  const words = new Uint32Array(4);
  for (let last = count - 1; last > 0; last--) {
    philox4x32(last, 0, PURPOSE, 0, seed % TWO_32, Math.floor(seed / TWO_32), words);
    const other = Math.floor((words[0]! / TWO_32) * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  const out = new Float32Array(x0.length);
  order.forEach((from, to) => {
    out.set(x0.subarray(from * channels, (from + 1) * channels), to * channels);
  });
  return out;
}
