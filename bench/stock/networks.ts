// UNet2DModel and the noisy classifier in stock tfjs operations: the plain options that the bench's two networks
// have, and nothing that makes them fast. Weights are kept until the backend goes.

import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { EncoderConfig, NoisyClassifierConfig, UNetConfig } from '../../src/nn/unet-config';
import type { WeightSource } from '../../src/nn/weight-source';
import { attention, convolution, groupNorm, linear, resnet, silu, type TimedLayer } from './layers';

export type Network = (xt: tf.Tensor4D, waves: tf.Tensor2D) => tf.Tensor;

const optionsOf = ({ normNumGroups, normEps }: EncoderConfig) => ({ groups: normNumGroups, eps: normEps });

function timeEmbedding(weights: WeightSource): (waves: tf.Tensor2D) => tf.Tensor2D {
  const first = linear(weights, 'time_embedding.linear_1');
  const second = linear(weights, 'time_embedding.linear_2');
  return (waves) => second(silu(first(waves))) as tf.Tensor2D;
}

/** A resnet block and what follows it. */
function block(weights: WeightSource, level: string, i: number, attends: boolean, config: EncoderConfig) {
  const before = resnet(weights, `${level}.resnets.${i}`, optionsOf(config));
  const after = attends
    ? attention(weights, `${level}.attentions.${i}`, config.attentionHeadDim, optionsOf(config))
    : null;
  const run: TimedLayer = (x, embedding) => {
    const h = before(x, embedding);
    return after ? after(h) : h;
  };
  return run;
}

function encoder(weights: WeightSource, config: EncoderConfig) {
  const convIn = convolution(weights, 'conv_in');
  const last = config.blockOutChannels.length - 1;
  const steps = config.blockOutChannels.flatMap((_, level) => {
    const name = `down_blocks.${level}`;
    const blocks = Array.from({ length: config.layersPerBlock }, (__, i) =>
      block(weights, name, i, config.downAttention[level]!, config),
    );
    if (level === last) return blocks;
    const after = config.downsamplePadding === 0;
    return [...blocks, convolution(weights, `${name}.downsamplers.0.conv`, { stride: 2, after })];
  });
  const middle = [
    resnet(weights, 'mid_block.resnets.0', optionsOf(config)),
    attention(weights, 'mid_block.attentions.0', config.attentionHeadDim, optionsOf(config)),
    resnet(weights, 'mid_block.resnets.1', optionsOf(config)),
  ];
  return (xt: tf.Tensor4D, embedding: tf.Tensor2D) => {
    let h = convIn(xt);
    const skips = [h];
    for (const step of steps) skips.push((h = step(h, embedding)));
    for (const step of middle) h = step(h, embedding);
    return { h, skips };
  };
}

export function stockUNet(weights: WeightSource, config: UNetConfig): Network {
  const embed = timeEmbedding(weights);
  const encode = encoder(weights, config);
  const last = config.blockOutChannels.length - 1;
  const levels = config.blockOutChannels.map((_, level) => ({
    blocks: Array.from({ length: config.layersPerBlock + 1 }, (__, i) =>
      block(weights, `up_blocks.${level}`, i, config.upAttention[level]!, config),
    ),
    upsample: level === last ? null : convolution(weights, `up_blocks.${level}.upsamplers.0.conv`),
  }));
  const normOut = groupNorm(weights, 'conv_norm_out', optionsOf(config));
  const convOut = convolution(weights, 'conv_out');
  return (xt, waves) => {
    const embedding = embed(waves);
    const encoded = encode(xt, embedding);
    const skips = [...encoded.skips];
    let { h } = encoded;
    for (const { blocks, upsample } of levels) {
      for (const each of blocks) h = each(tf.concat([h, skips.pop()!], 3), embedding);
      const [, height, width] = h.shape;
      if (upsample) h = upsample(tf.image.resizeNearestNeighbor(h, [2 * height, 2 * width]));
    }
    return convOut(silu(normOut(h)));
  };
}

/** @returns log p [B, K] */
export function stockClassifier(weights: WeightSource, config: NoisyClassifierConfig): Network {
  const embed = timeEmbedding(weights);
  const encode = encoder(weights, config);
  const normOut = groupNorm(weights, 'norm_out', optionsOf(config));
  const classify = linear(weights, 'classifier');
  return (xt, waves) => {
    const { h } = encode(xt, embed(waves));
    return tf.logSoftmax(classify(tf.mean(silu(normOut(h)), [1, 2])));
  };
}
