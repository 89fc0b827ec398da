// Group normalisation in stock operations, with an input gradient written out, so that neither its forward pass
// nor its gradient needs a transpose.

import * as tf from '@tensorflow/tfjs-core';
import { joined, timeColumns } from '../convolution/plain';
import { withInputGradients } from '../input-gradient';
import type { Norm } from './operation';

export function plainGroupNorm(inputs: readonly tf.Tensor4D[], norm: Norm): tf.Tensor4D {
  const { gamma, beta, activated, time } = norm;
  const x = joined(inputs);
  const channels = x.shape[3];
  let h = tf.add<tf.Tensor4D>(tf.mul(normalize(x, norm), gamma), beta);
  if (time) {
    const scale = timeColumns(time.values, time.offset, channels);
    const shift = timeColumns(time.values, time.offset + channels, channels);
    h = tf.add(tf.mul(h, tf.add(scale, 1)), shift);
  }
  return activated ? tf.mul(h, tf.sigmoid(h)) : h;
}

function normalize(x: tf.Tensor4D, { eps, average }: Norm): tf.Tensor4D {
  const channels = x.shape[3];
  /** Mean over each group's channels and all pixels, spread to its channels. */
  const mean = (y: tf.Tensor4D): tf.Tensor4D => {
    const [batch, height, width] = y.shape;
    const pooled = height * width === 1 ? y : tf.avgPool(y, [height, width], 1, 'valid'); // [B, 1, 1, C]
    const perGroup = tf.matMul(tf.reshape(pooled, [batch, channels]), average); // [B, C]
    return tf.reshape(perGroup, [batch, 1, 1, channels]);
  };
  return withInputGradients(
    [x],
    () => {
      const centered = tf.sub<tf.Tensor4D>(x, mean(x));
      const scale = tf.rsqrt(tf.add<tf.Tensor4D>(mean(tf.square(centered)), eps)); // [B, 1, 1, C]
      const normal = tf.mul<tf.Tensor4D>(centered, scale);
      return { value: normal, saved: [normal, scale] };
    },
    (dy, saved) => {
      const [normal, scale] = saved as [tf.Tensor4D, tf.Tensor4D];
      const along = tf.mul<tf.Tensor4D>(normal, mean(tf.mul(dy, normal)));
      return [tf.mul<tf.Tensor4D>(scale, tf.sub(tf.sub(dy, mean(dy)), along))];
    },
  );
}

/** [C, C]: from the means of channels to the mean of each channel's group. */
export function groupAverage(channels: number, groups: number): tf.Tensor2D {
  const width = channels / groups;
  const matrix = new Float32Array(channels * channels);
  for (let i = 0; i < channels; i++) {
    const first = Math.floor(i / width) * width;
    matrix.fill(1 / width, i * channels + first, i * channels + first + width);
  }
  return tf.tensor2d(matrix, [channels, channels]);
}
