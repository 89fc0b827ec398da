// diffusers' UNet2DModel: encoder, middle, and the way up with its skips (UpBlock2D, AttnUpBlock2D).

import * as tf from '@tensorflow/tfjs-core';
import { loadBlockAttention, loadEncoder } from './encoder';
import { loadConvolution } from './layers/convolution';
import { loadGroupNorm } from './layers/group-norm';
import type { Layer, TimedLayer } from './layers/layer';
import { loadUpsample } from './layers/resampling';
import { loadResnetBlock } from './layers/resnet-block';
import { silu } from './layers/silu';
import type { Parameters } from './parameters';
import type { UNetConfig } from './unet-config';

/** x_t [B, H, W, C], t [B] → the model's output [B, H, W, C']. */
export type UNet2D = (xt: tf.Tensor4D, t: Float32Array) => tf.Tensor4D;

export function loadUNet2D(parameters: Parameters, config: UNetConfig): UNet2D {
  const first = config.blockOutChannels[0] ?? 0;
  const encode = loadEncoder(parameters, config);
  const levels = config.blockOutChannels.map((_, level) => loadUpLevel(parameters, config, level));
  const normOut = loadGroupNorm(parameters, 'conv_norm_out', {
    channels: first,
    groups: config.normNumGroups,
    eps: config.normEps,
  });
  const convOut = loadConvolution(parameters, 'conv_out', {
    inputs: first,
    outputs: config.outChannels,
    size: 3,
  });

  return (xt, t) =>
    tf.tidy(() => {
      const { h: middle, skips, embedding } = encode(xt, t);
      const left = [...skips];
      let h = middle;
      for (const { layers, upsample } of levels) {
        for (const layer of layers) {
          const skip = left.pop();
          h = layer(skip ? tf.concat([h, skip], 3) : h, embedding);
        }
        if (upsample) h = upsample(h);
      }
      return convOut(silu(normOut(h)));
    });
}

interface UpLevel {
  /** Each takes [h, skip] along the channels. */
  readonly layers: readonly TimedLayer[];
  readonly upsample: Layer | null;
}

/** Level 0 is the coarsest. One layer more than on the way down; each takes a skip. */
function loadUpLevel(parameters: Parameters, config: UNetConfig, level: number): UpLevel {
  const name = `up_blocks.${level}`;
  const reversed = config.blockOutChannels.toReversed();
  const channels = reversed[level] ?? 0;
  const previous = reversed[Math.max(level - 1, 0)] ?? channels;
  const lastSkip = reversed[Math.min(level + 1, reversed.length - 1)] ?? channels;
  const layers: TimedLayer[] = [];
  for (let i = 0; i <= config.layersPerBlock; i++) {
    const skip = i === config.layersPerBlock ? lastSkip : channels;
    const resnet = loadResnetBlock(parameters, `${name}.resnets.${i}`, config, {
      inputs: (i === 0 ? previous : channels) + skip,
      outputs: channels,
      outputScale: 1,
    });
    const attend = config.upAttention[level]
      ? loadBlockAttention(parameters, `${name}.attentions.${i}`, config, channels)
      : null;
    layers.push((x, embedding) => (attend ? attend(resnet(x, embedding)) : resnet(x, embedding)));
  }
  const isLast = level === reversed.length - 1;
  return { layers, upsample: isLast ? null : loadUpsample(parameters, `${name}.upsamplers.0`, channels) };
}
