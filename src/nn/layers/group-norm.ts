// Group normalisation (Wu & He 2018) with an input gradient written out, so that neither its forward pass
// nor its gradient needs a transpose.

import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from '../parameters';
import { withInputGradient } from './input-gradient';
import type { Layer } from './layer';

/** [C, C]: from the means of channels to the mean of each channel's group. */
function groupAverage(channels: number, groups: number): tf.Tensor2D {
  const width = channels / groups;
  const matrix = new Float32Array(channels * channels);
  for (let i = 0; i < channels; i++) {
    const first = Math.floor(i / width) * width;
    matrix.fill(1 / width, i * channels + first, i * channels + first + width);
  }
  return tf.tensor2d(matrix, [channels, channels]);
}

/** @param groups divides `channels` */
export function loadGroupNorm(
  parameters: Parameters,
  name: string,
  { channels, groups, eps }: { readonly channels: number; readonly groups: number; readonly eps: number },
): Layer {
  const gamma = parameters.vector(`${name}.weight`, channels);
  const beta = parameters.vector(`${name}.bias`, channels);
  const average = parameters.constant(`group average ${channels}/${groups}`, () =>
    groupAverage(channels, groups),
  );

  /** Mean over each group's channels and all pixels, spread to its channels. */
  const mean = (x: tf.Tensor4D): tf.Tensor4D => {
    const [batch, height, width] = x.shape;
    const pooled = height * width === 1 ? x : tf.avgPool(x, [height, width], 1, 'valid'); // [B, 1, 1, C]
    const perGroup = tf.matMul(tf.reshape(pooled, [batch, channels]), average); // [B, C]
    return tf.reshape(perGroup, [batch, 1, 1, channels]);
  };

  const normalize = withInputGradient<[tf.Tensor4D, tf.Tensor4D]>(
    (x) => {
      const centered = tf.sub<tf.Tensor4D>(x, mean(x));
      const scale = tf.rsqrt(tf.add<tf.Tensor4D>(mean(tf.square(centered)), eps)); // [B, 1, 1, C]
      const normal = tf.mul<tf.Tensor4D>(centered, scale);
      return { value: normal, saved: [normal, scale] };
    },
    (dy, [normal, scale]) => {
      const along = tf.mul<tf.Tensor4D>(normal, mean(tf.mul(dy, normal)));
      return tf.mul<tf.Tensor4D>(scale, tf.sub(tf.sub(dy, mean(dy)), along));
    },
  );

  return (x) => tf.tidy(() => tf.add<tf.Tensor4D>(tf.mul(normalize(x), gamma), beta));
}
