// CLIP's image encoder (training/faces/clip.py): the noisy classifier's network, whose logits are here the coordinates
// of a vector, set to length 1. It is told t by scale and shift, as its config says; a clean one knows t = 0 alone.

import * as tf from '@tensorflow/tfjs-core';
import { unitEmbedding } from '../../kernels/unit-embedding/operation';
import { bodyChannels, loadClassifierBody } from '../classifier-body';
import type { Parameters } from '../parameters';
import type { ImageEncoderConfig } from './clip-config';

/** x_t [B, H, W, C] and `timeWaves` of t → embeddings of length 1, [B, D]. */
export type ImageEncoder = (xt: tf.Tensor4D, waves: tf.Tensor2D) => tf.Tensor2D;

export function loadImageEncoder(parameters: Parameters, config: ImageEncoderConfig): ImageEncoder {
  const body = loadClassifierBody(parameters, config);
  const project = parameters.linear('classifier', bodyChannels(config), config.dimensions);
  return (xt, waves) => tf.tidy(() => unitEmbedding(body(xt, waves), project));
}
