// The noisy classifier p_φ(y | x_t, t) of one head: the encoder of a U-Net, pooled (Dhariwal & Nichol 2021, §4.1).

import * as tf from '@tensorflow/tfjs-core';
import { classLogProbs } from '../kernels/class-log-probs/operation';
import { bodyChannels, loadClassifierBody } from './classifier-body';
import type { Parameters } from './parameters';
import type { NoisyClassifierConfig } from './unet-config';

/** x_t [B, H, W, C] and `timeWaves` of t → log p(y | x_t, t) [B, K]. */
export type NoisyClassifier = (xt: tf.Tensor4D, waves: tf.Tensor2D) => tf.Tensor2D;

/** @throws NudgeError where a tensor is missing or of another shape */
export function loadNoisyClassifier(parameters: Parameters, config: NoisyClassifierConfig): NoisyClassifier {
  const body = loadClassifierBody(parameters, config);
  const classify = parameters.linear('classifier', bodyChannels(config), config.labels.length);
  return (xt, waves) => tf.tidy(() => classLogProbs(body(xt, waves), classify));
}
