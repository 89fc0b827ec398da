// Group normalisation and what follows it in stock operations: few passes over the picture, no transpose, and an
// input gradient written out, because tfjs' own records every step of it.

import * as tf from '@tensorflow/tfjs-core';
import { joined, parted } from '../channels';
import { timeColumns } from '../convolution/plain';
import { withInputGradients } from '../input-gradient';
import type { Norm } from './norm';

export function plainGroupNorm(inputs: readonly tf.Tensor4D[], norm: Norm): tf.Tensor4D {
  const { gamma, beta, activated, time, eps, average } = norm;

  return withInputGradients(
    inputs,
    () => {
      const x = joined(inputs);
      const [, , , channels] = x.shape;
      const centered = tf.sub<tf.Tensor4D>(x, groupMean(x, average));
      const rate = tf.rsqrt(tf.add<tf.Tensor4D>(groupMean(tf.square(centered), average), eps)); // [B, 1, 1, C]
      let slope = tf.mul<tf.Tensor4D>(rate, gamma);
      let shift: tf.Tensor = beta;
      if (time) {
        const factor = tf.add(timeColumns(time.values, time.offset, channels), 1);
        slope = tf.mul(slope, factor);
        shift = tf.add(tf.mul(beta, factor), timeColumns(time.values, time.offset + channels, channels));
      }
      const z = tf.add<tf.Tensor4D>(tf.mul(centered, slope), shift);
      if (!activated) return { value: z, saved: [centered, rate, slope] };
      const gate = tf.sigmoid(z);
      const value = tf.mul<tf.Tensor4D>(z, gate);
      return { value, saved: [centered, rate, slope, gate, value] };
    },
    (dy, saved) => {
      const [centered, rate, slope, gate, value] = saved as [
        tf.Tensor4D,
        tf.Tensor4D,
        tf.Tensor4D,
        ...tf.Tensor[],
      ];
      // SiLU's slope, σ(z)·(1 + z·(1 - σ(z)))
      const dz =
        gate && value ? tf.mul<tf.Tensor4D>(dy, tf.add(gate, tf.sub(value, tf.mul(value, gate)))) : dy;
      const along = spread(tf.mul(pooled(tf.mul<tf.Tensor4D>(dz, centered)), slope), average);
      const level = spread(tf.mul(pooled(dz), slope), average);
      const slant = tf.mul(along, tf.square(rate));
      const dx = tf.sub<tf.Tensor4D>(tf.sub(tf.mul(dz, slope), level), tf.mul(centered, slant));
      return parted(dx, inputs);
    },
  );
}

/** Mean over each group's channels and all pixels, spread to its channels: [B, 1, 1, C]. */
function groupMean(x: tf.Tensor4D, average: tf.Tensor2D): tf.Tensor4D {
  return spread(pooled(x), average);
}

/** Mean over the pixels: [B, 1, 1, C]. */
function pooled(x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape;
  return height * width === 1 ? x : tf.avgPool(x, [height, width], 1, 'valid');
}

/** Mean over each group's channels: [B, 1, 1, C]. */
function spread(x: tf.Tensor, average: tf.Tensor2D): tf.Tensor4D {
  const [channels] = average.shape;
  const batch = x.size / channels;
  const perGroup = tf.matMul(tf.reshape(x, [batch, channels]), average);
  return tf.reshape(perGroup, [batch, 1, 1, channels]);
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
