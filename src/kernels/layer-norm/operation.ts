// Layer normalisation (Ba, Kiros & Hinton 2016) over the channels of every row. Differentiable in x.

import type * as tf from '@tensorflow/tfjs-core';
import { fusedBackend } from '../fused';
import { withInputGradients } from '../input-gradient';
import { plainLayerNorm } from './plain';
import { runLayerNorm, type LayerNorm } from './program';

/** @param x [B, H, W, C] @returns the same shape, of the current scope */
export function normalizeRows(x: tf.Tensor4D, norm: LayerNorm): tf.Tensor4D {
  const backend = fusedBackend('layer-norm');
  if (backend === null) return plainLayerNorm(x, norm);
  return withInputGradients(
    [x],
    () => ({ value: runLayerNorm(backend, x, norm, null), saved: [x] }),
    (dy, [kept]) => [runLayerNorm(backend, kept as tf.Tensor4D, norm, dy)],
  );
}
