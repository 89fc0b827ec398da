// The noisy classifier p_φ(y | x_t, t): the U-Net's encoder and middle, pooled (Dhariwal & Nichol 2021, §4.1).

import * as tf from '@tensorflow/tfjs-core';
import { classLogProbs } from '../kernels/class-log-probs/operation';
import { loadEncoder, loadTime } from './encoder';
import { loadGroupNorm } from './layers/group-norm';
import { TimeProjections } from './layers/time-projections';
import type { Parameters } from './parameters';
import type { NoisyClassifierConfig } from './unet-config';

/** x_t [B, H, W, C] and `timeWaves` of t → log p(y | x_t, t) [B, K]. */
export type NoisyClassifier = (xt: tf.Tensor4D, waves: tf.Tensor2D) => tf.Tensor2D;

export function loadNoisyClassifier(parameters: Parameters, config: NoisyClassifierConfig): NoisyClassifier {
  const channels = config.blockOutChannels.at(-1) ?? 0;
  const projections = new TimeProjections();
  const encode = loadEncoder(parameters, config, projections);
  const time = loadTime(parameters, config, projections);
  const normOut = loadGroupNorm(parameters, 'norm_out', {
    channels,
    groups: config.normNumGroups,
    eps: config.normEps,
  });
  const classify = parameters.linear('classifier', channels, config.labels.length);
  return (xt, waves) =>
    tf.tidy(() => classLogProbs(normOut(encode(xt, time(waves)).h, { activated: true }), classify));
}
