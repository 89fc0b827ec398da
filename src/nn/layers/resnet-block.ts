// diffusers' ResnetBlock2D: norm, SiLU, convolution, time embedding, norm, SiLU, convolution, residual.

import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from '../parameters';
import type { EncoderConfig } from '../unet-config';
import { loadConvolution } from './convolution';
import { loadGroupNorm } from './group-norm';
import type { TimedLayer } from './layer';
import { loadLinear } from './linear';
import { silu } from './silu';

interface Shape {
  readonly inputs: number;
  readonly outputs: number;
  /** The sum with the residual is divided by this. */
  readonly outputScale: number;
}

export function loadResnetBlock(
  parameters: Parameters,
  name: string,
  config: EncoderConfig,
  { inputs, outputs, outputScale }: Shape,
): TimedLayer {
  const norm = { groups: config.normNumGroups, eps: config.normEps };
  const scaleShift = config.timeScaleShift === 'scale_shift';
  const norm1 = loadGroupNorm(parameters, `${name}.norm1`, { channels: inputs, ...norm });
  const conv1 = loadConvolution(parameters, `${name}.conv1`, { inputs, outputs, size: 3 });
  const timeWidth = scaleShift ? 2 * outputs : outputs;
  const time = loadLinear(parameters, `${name}.time_emb_proj`, config.timeEmbeddingDim, timeWidth);
  const norm2 = loadGroupNorm(parameters, `${name}.norm2`, { channels: outputs, ...norm });
  const conv2 = loadConvolution(parameters, `${name}.conv2`, { inputs: outputs, outputs, size: 3 });
  const shortcut =
    inputs === outputs
      ? null
      : loadConvolution(parameters, `${name}.conv_shortcut`, { inputs, outputs, size: 1 });

  /** h + embedding, then norm2; or norm2, then h·(1 + scale) + shift. */
  const withTime = (h: tf.Tensor4D, embedding: tf.Tensor2D): tf.Tensor4D => {
    const projected = tf.reshape(time(embedding), [h.shape[0], 1, 1, timeWidth]);
    if (!scaleShift) return norm2(tf.add(h, projected));
    const [scale, shift] = tf.split(projected, 2, 3) as [tf.Tensor4D, tf.Tensor4D];
    return tf.add(tf.mul(norm2(h), tf.add(scale, 1)), shift);
  };

  return (x, embedding) =>
    tf.tidy(() => {
      const h = withTime(conv1(silu(norm1(x))), embedding);
      const sum = tf.add<tf.Tensor4D>(shortcut ? shortcut(x) : x, conv2(silu(h)));
      return outputScale === 1 ? sum : tf.div<tf.Tensor4D>(sum, outputScale);
    });
}
