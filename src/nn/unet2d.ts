// diffusers' UNet2DModel: encoder, middle, and the way up with its skips (UpBlock2D, AttnUpBlock2D).

import * as tf from '@tensorflow/tfjs-core';
import { loadBlockAttention, loadEncoder, loadTime } from './encoder';
import { loadConvolution } from './layers/convolution';
import { loadGroupNorm } from './layers/group-norm';
import type { TimedLayer } from './layers/layer';
import { loadUpsample } from './layers/resampling';
import { loadResnetBlock } from './layers/resnet-block';
import { TimeProjections } from './layers/time-projections';
import type { Parameters } from './parameters';
import type { UNetConfig } from './unet-config';

/** x_t [B, H, W, C], `timeWaves` of t and the rows of its classes where it takes some → the output [B, H, W, C']. */
export type UNet2D = (xt: tf.Tensor4D, waves: tf.Tensor2D, classes?: tf.Tensor2D) => tf.Tensor4D;

/** @throws NudgeError where a tensor is missing or of another shape */
export function loadUNet2D(parameters: Parameters, config: UNetConfig): UNet2D {
  const first = config.blockOutChannels[0] ?? 0;
  const projections = new TimeProjections();
  const encode = loadEncoder(parameters, config, projections);
  const levels = config.blockOutChannels.map((_, level) =>
    loadUpLevel(parameters, config, projections, level),
  );
  const time = loadTime(parameters, config, projections);
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

  return (xt, waves, classes) =>
    tf.tidy(() => {
      const columns = time(waves, classes);
      const { h: middle, skips } = encode(xt, columns);
      const left = [...skips];
      let h = middle;
      for (const { layers, upsample } of levels) {
        for (const layer of layers) {
          const skip = left.pop();
          h = layer(skip ? [h, skip] : [h], columns);
        }
        if (upsample) h = upsample([h], columns);
      }
      return convOut(normOut(h, { activated: true }));
    });
}

interface UpLevel {
  /** Each takes h and a skip. */
  readonly layers: readonly TimedLayer[];
  readonly upsample: TimedLayer | null;
}

/** Level 0 is the coarsest. One layer more than on the way down; each takes a skip. */
function loadUpLevel(
  parameters: Parameters,
  config: UNetConfig,
  projections: TimeProjections,
  level: number,
): UpLevel {
  const name = `up_blocks.${level}`;
  const reversed = config.blockOutChannels.toReversed();
  const channels = reversed[level] ?? 0;
  const previous = reversed[Math.max(level - 1, 0)] ?? channels;
  const lastSkip = reversed[Math.min(level + 1, reversed.length - 1)] ?? channels;
  const layers: TimedLayer[] = [];
  for (let i = 0; i <= config.layersPerBlock; i++) {
    const skip = i === config.layersPerBlock ? lastSkip : channels;
    const resnet = loadResnetBlock(parameters, `${name}.resnets.${i}`, config, projections, {
      inputs: (i === 0 ? previous : channels) + skip,
      outputs: channels,
      outputScale: 1,
    });
    const attend = config.upAttention[level]
      ? loadBlockAttention(parameters, `${name}.attentions.${i}`, config, channels)
      : null;
    layers.push((given, time) => (attend ? attend(resnet(given, time)) : resnet(given, time)));
  }
  const isLast = level === reversed.length - 1;
  if (isLast) return { layers, upsample: null };
  const upsampler = `${name}.upsamplers.0`;
  if (config.upResnet?.[level] === true) {
    const shape = { inputs: channels, outputs: channels, outputScale: 1, resample: 'up' } as const;
    return { layers, upsample: loadResnetBlock(parameters, upsampler, config, projections, shape) };
  }
  const upsample = loadUpsample(parameters, upsampler, channels);
  return { layers, upsample: ([x]) => upsample(x!) };
}
