// The noisy classifier's end: mean over the pixels, a dense layer, log-softmax of each head. Differentiable in x.

import * as tf from '@tensorflow/tfjs-core';
import { fusedBackend } from '../fused';
import { withInputGradients } from '../input-gradient';
import {
  fitsWorkgroup,
  runClassLogProbs,
  runClassLogProbsGradient,
  type ClassHeads,
  type ClassWeights,
} from './program';

/** @param x [B, H, W, C] @returns log p [B, K], of the current scope */
export function classLogProbs(x: tf.Tensor4D, weights: ClassWeights): tf.Tensor2D {
  const backend = fusedBackend('class-log-probs');
  if (backend === null || !fitsWorkgroup(weights)) {
    const pooled = tf.mean<tf.Tensor2D>(x, [1, 2]);
    const logits = tf.add<tf.Tensor2D>(tf.matMul(pooled, weights.kernel), weights.bias);
    return weights.heads ? logSoftmaxes(logits, weights.heads) : tf.logSoftmax(logits);
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

/** A log-softmax of each head, side by side: [B, K] → [B, K]. */
function logSoftmaxes(logits: tf.Tensor2D, { sizes }: ClassHeads): tf.Tensor2D {
  const apart = (all: tf.Tensor2D) => tf.split<tf.Tensor2D>(all, [...sizes], 1);
  const beside = (heads: readonly tf.Tensor2D[]): tf.Tensor2D => tf.concat([...heads], 1);
  return withInputGradients(
    [logits],
    () => {
      const value = beside(apart(logits).map((head) => tf.logSoftmax(head)));
      return { value, saved: [value] };
    },
    (dy, [value]) => {
      const all = apart(dy).map((head) => tf.tile(tf.sum<tf.Tensor2D>(head, 1, true), [1, head.shape[1]]));
      return [tf.sub<tf.Tensor2D>(dy, tf.mul(tf.exp(value as tf.Tensor2D), beside(all)))];
    },
  );
}
