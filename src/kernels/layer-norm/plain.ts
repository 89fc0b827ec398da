// Layer normalisation in stock operations, with its input gradient written out.

import * as tf from '@tensorflow/tfjs-core';
import { withInputGradients } from '../input-gradient';
import type { LayerNorm } from './program';

export function plainLayerNorm(x: tf.Tensor4D, { gamma, beta, eps }: LayerNorm): tf.Tensor4D {
  return withInputGradients(
    [x],
    () => {
      const centered = tf.sub<tf.Tensor4D>(x, rowMean(x));
      const rate = tf.rsqrt(tf.add<tf.Tensor4D>(rowMean(tf.square(centered)), eps)); // [B, H, W, 1]
      const normal = tf.mul<tf.Tensor4D>(centered, rate);
      return { value: tf.add(tf.mul(normal, gamma), beta), saved: [normal, rate] };
    },
    (dy, saved) => {
      const [normal, rate] = saved as [tf.Tensor4D, tf.Tensor4D];
      const slope = tf.mul<tf.Tensor4D>(dy, gamma);
      const along = tf.mul(normal, rowMean(tf.mul(slope, normal)));
      return [tf.mul<tf.Tensor4D>(tf.sub(tf.sub(slope, rowMean(slope)), along), rate)];
    },
  );
}

/** [B, H, W, C] → [B, H, W, 1]. */
function rowMean(x: tf.Tensor4D): tf.Tensor4D {
  return tf.mean(x, 3, true);
}
