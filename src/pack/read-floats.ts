// The one way in which results leave a backend.

import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Everything has been submitted when this returns; the numbers come later.
 *
 * @param tensor float32; disposed
 * @returns a fresh array
 */
export async function readFloats(tensor: Tensor): Promise<Float32Array<ArrayBuffer>> {
  try {
    return new Float32Array(await tensor.data());
  } finally {
    tensor.dispose();
  }
}
