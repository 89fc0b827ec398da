// The judge: a small convolutional network that reads finished samples. It measures and never guides.

import * as tf from '@tensorflow/tfjs-core';
import { loadConvolution } from './layers/convolution';
import { loadLinear } from './layers/linear';
import type { Parameters } from './parameters';
import type { JudgeConfig } from './unet-config';

/** x_0 [B, H, W, C] → logits [B, K] and the pooled features before them [B, F]. Not tidied: its caller is. */
export type JudgeNetwork = (x0: tf.Tensor4D) => { logits: tf.Tensor2D; features: tf.Tensor2D };

/** @throws NudgeError where a tensor is missing or of another shape */
export function loadJudge(parameters: Parameters, config: JudgeConfig): JudgeNetwork {
  const layers = config.convolutions.map(({ channels, stride }, i) =>
    loadConvolution(parameters, `conv_${i}`, {
      inputs: config.convolutions[i - 1]?.channels ?? config.inChannels,
      outputs: channels,
      size: 3,
      stride,
    }),
  );
  const features = config.convolutions.at(-1)?.channels ?? 0;
  const classify = loadLinear(parameters, 'classifier', features, config.labels.length);
  return (x0) => {
    let h = x0;
    for (const layer of layers) h = tf.relu(layer(h));
    const pooled = tf.mean<tf.Tensor2D>(h, [1, 2]);
    return { logits: classify(pooled), features: pooled };
  };
}
