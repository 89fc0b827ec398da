// The end of an image encoder: mean over the pixels, a dense layer, and the vector divided by its length.
// Differentiable in x.

import * as tf from '@tensorflow/tfjs-core';
import { fusedBackend } from '../fused';
import { withInputGradients } from '../input-gradient';
import { fitsWorkgroup, runUnitEmbedding, SHORTEST, type EmbeddingWeights } from './program';

/** @param x [B, H, W, C] @returns vectors of length 1, [B, D], of the current scope */
export function unitEmbedding(x: tf.Tensor4D, weights: EmbeddingWeights): tf.Tensor2D {
  const backend = fusedBackend('unit-embedding');
  if (backend === null || !fitsWorkgroup(weights)) return plainUnitEmbedding(x, weights);
  return withInputGradients(
    [x],
    () => ({ value: runUnitEmbedding(backend, x, weights, null) as tf.Tensor2D, saved: [x] }),
    (dy, [kept]) => [runUnitEmbedding(backend, kept as tf.Tensor4D, weights, dy)],
  );
}

function plainUnitEmbedding(x: tf.Tensor4D, { kernel, bias }: EmbeddingWeights): tf.Tensor2D {
  const vector = tf.add<tf.Tensor2D>(tf.matMul(tf.mean<tf.Tensor2D>(x, [1, 2]), kernel), bias);
  return withInputGradients(
    [vector],
    () => {
      const length = tf.maximum(tf.sqrt(tf.sum(tf.square(vector), 1, true)), SHORTEST); // [B, 1]
      const value = tf.div<tf.Tensor2D>(vector, length);
      return { value, saved: [value, length] };
    },
    (dy, saved) => {
      const [value, length] = saved as [tf.Tensor2D, tf.Tensor2D];
      const along = tf.mul(value, tf.sum(tf.mul(value, dy), 1, true));
      return [tf.div<tf.Tensor2D>(tf.sub(dy, along), length)];
    },
  );
}
