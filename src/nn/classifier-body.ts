// What the networks share that see a noisy picture and say one thing of it: the U-Net's encoder and middle (Dhariwal &
// Nichol 2021, §4.1), then a norm and SiLU. A mean over the pixels and a dense layer follow.

import type * as tf from '@tensorflow/tfjs-core';
import { loadEncoder, loadTime } from './encoder';
import { loadGroupNorm } from './layers/group-norm';
import { TimeProjections } from './layers/time-projections';
import type { Parameters } from './parameters';
import type { EncoderConfig } from './unet-config';

/** x_t [B, H, W, C] and `timeWaves` of t → [B, h, w, `bodyChannels`]. Not tidied: its caller is. */
export type ClassifierBody = (xt: tf.Tensor4D, waves: tf.Tensor2D) => tf.Tensor4D;

export function bodyChannels({ blockOutChannels }: EncoderConfig): number {
  return blockOutChannels.at(-1) ?? 0;
}

export function loadClassifierBody(parameters: Parameters, config: EncoderConfig): ClassifierBody {
  const projections = new TimeProjections();
  const encode = loadEncoder(parameters, config, projections);
  const time = loadTime(parameters, config, projections);
  const normOut = loadGroupNorm(parameters, 'norm_out', {
    channels: bodyChannels(config),
    groups: config.normNumGroups,
    eps: config.normEps,
  });
  return (xt, waves) => normOut(encode(xt, time(waves)).h, { activated: true });
}
