// Group normalisation (Wu & He 2018), the time embedding's scale and shift, and SiLU. Differentiable in its
// inputs; the time embedding is a constant.

import type * as tf from '@tensorflow/tfjs-core';
import { parted } from '../channels';
import { fusedBackend } from '../fused';
import { withInputGradients } from '../input-gradient';
import { plainGroupNorm } from './plain';
import { runGroupNorm } from './program';

export interface Norm {
  readonly gamma: tf.Tensor1D; // [C]
  readonly beta: tf.Tensor1D; // [C]
  readonly groups: number;
  readonly eps: number;
  /** SiLU follows. */
  readonly activated: boolean;
  /** Columns [offset, offset + C) of [B, W] scale, by 1 more than they say, and the next C shift. */
  readonly time?: { readonly values: tf.Tensor2D; readonly offset: number };
  /** The matrix that the plain path averages with: `groupAverage`. */
  readonly average: tf.Tensor2D; // [C, C]
}

/**
 * @param inputs one or two, one behind the other along the channels
 * @returns [B, H, W, C] of all channels, of the current scope
 */
export function normalize(inputs: readonly tf.Tensor4D[], norm: Norm): tf.Tensor4D {
  const backend = fusedBackend('group-norm-silu');
  if (backend === null) return plainGroupNorm(inputs, norm);
  const { time } = norm;
  return withInputGradients(
    inputs,
    () => ({
      value: runGroupNorm(backend, inputs, norm, null),
      saved: [...inputs, ...(time ? [time.values] : [])],
    }),
    (dy, saved) => {
      const kept = saved.slice(0, inputs.length) as tf.Tensor4D[];
      const values = saved[inputs.length] as tf.Tensor2D | undefined;
      const again = time && values ? { ...norm, time: { ...time, values } } : norm;
      return parted(runGroupNorm(backend, kept, again, dy), kept);
    },
  );
}
