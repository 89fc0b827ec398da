// The noisy classifier p_φ(y | x_t, t): the U-Net's encoder and middle, pooled (Dhariwal & Nichol 2021, §4.1).

import * as tf from '@tensorflow/tfjs-core';
import { loadEncoder } from './encoder';
import { loadGroupNorm } from './layers/group-norm';
import { loadLinear } from './layers/linear';
import { silu } from './layers/silu';
import type { Parameters } from './parameters';
import type { NoisyClassifierConfig } from './unet-config';

/** x_t [B, H, W, C], t [B] → logits [B, K]. */
export type NoisyClassifier = (xt: tf.Tensor4D, t: Float32Array) => tf.Tensor2D;

export function loadNoisyClassifier(parameters: Parameters, config: NoisyClassifierConfig): NoisyClassifier {
  const channels = config.blockOutChannels.at(-1) ?? 0;
  const encode = loadEncoder(parameters, config);
  const normOut = loadGroupNorm(parameters, 'norm_out', {
    channels,
    groups: config.normNumGroups,
    eps: config.normEps,
  });
  const classify = loadLinear(parameters, 'classifier', channels, config.labels.length);
  return (xt, t) => tf.tidy(() => classify(tf.mean<tf.Tensor2D>(silu(normOut(encode(xt, t).h)), [1, 2])));
}
