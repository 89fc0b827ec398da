// Group normalisation (Wu & He 2018), the time embedding's scale and shift, and SiLU. Differentiable in its
// inputs; the time embedding is a constant.

import type * as tf from '@tensorflow/tfjs-core';
import { parted } from '../channels';
import { fusedBackend } from '../fused';
import { withInputGradients } from '../input-gradient';
import type { Norm } from './norm';
import { plainGroupNorm } from './plain';
import { runGroupNorm } from './program';

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
