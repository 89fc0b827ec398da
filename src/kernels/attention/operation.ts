// Self-attention over pixels (Vaswani et al. 2017): softmax(q·kᵀ/√d)·v for each head. Differentiable in qkv.

import type * as tf from '@tensorflow/tfjs-core';
import { fusedBackend } from '../fused';
import { withInputGradients } from '../input-gradient';
import { plainAttention } from './plain';
import { rowsAtOnce, runAttention, runAttentionGradient, type Heads } from './program';

/**
 * @param qkv [B, H, W, 3·heads·headDim]: the channels of queries, keys and values, each head by head
 * @returns [B, H, W, heads·headDim], of the current scope
 */
export function attend(qkv: tf.Tensor4D, heads: Heads): tf.Tensor4D {
  const backend = fusedBackend('attention');
  const [, height, width] = qkv.shape;
  if (backend === null || rowsAtOnce(height * width, heads.headDim) === 0) return plainAttention(qkv, heads);
  return withInputGradients(
    [qkv],
    () => ({ value: runAttention(backend, qkv, heads), saved: [qkv] }),
    (dy, saved) => [runAttentionGradient(backend, saved[0] as tf.Tensor4D, heads, dy)],
  );
}
