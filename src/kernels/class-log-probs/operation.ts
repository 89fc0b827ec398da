// The noisy classifier's end: mean over the pixels, a dense layer, log-softmax. Differentiable in x.

import * as tf from '@tensorflow/tfjs-core';
import { fusedBackend } from '../fused';
import { withInputGradients } from '../input-gradient';
import { fitsWorkgroup, runClassLogProbs, runClassLogProbsGradient, type ClassWeights } from './program';

/** @param x [B, H, W, C] @returns log p [B, K], of the current scope */
export function classLogProbs(x: tf.Tensor4D, weights: ClassWeights): tf.Tensor2D {
  const backend = fusedBackend('class-log-probs');
  if (backend === null || !fitsWorkgroup(weights)) {
    const pooled = tf.mean<tf.Tensor2D>(x, [1, 2]);
    return tf.logSoftmax(tf.add<tf.Tensor2D>(tf.matMul(pooled, weights.kernel), weights.bias));
  }
  const { shape } = x;
  return withInputGradients(
    [x],
    () => {
      const value = runClassLogProbs(backend, x, weights);
      return { value, saved: [value] };
    },
    (dy, [value]) => [runClassLogProbsGradient(backend, shape, weights, value as tf.Tensor2D, dy)],
  );
}
