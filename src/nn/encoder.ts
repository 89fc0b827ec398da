// From x_t to the middle of the U-Net: what denoiser and noisy classifier share. diffusers' DownBlock2D,
// AttnDownBlock2D and UNetMidBlock2D.

import * as tf from '@tensorflow/tfjs-core';
import { loadAttention } from './layers/attention';
import { loadConvolution } from './layers/convolution';
import type { Layer, TimedLayer } from './layers/layer';
import { loadDownsample } from './layers/resampling';
import { loadResnetBlock } from './layers/resnet-block';
import { loadTimeEmbedding } from './layers/time-embedding';
import type { TimeProjections } from './layers/time-projections';
import type { Parameters } from './parameters';
import type { EncoderConfig } from './unet-config';

export interface Encoded {
  readonly h: tf.Tensor4D; // [B, h, w, C] after the middle
  /** Outputs for the way up, in the order in which they were made. */
  readonly skips: readonly tf.Tensor4D[];
}

/** The time embedding's projections come from `project`, below. Not tidied: its caller is. */
export type Encoder = (xt: tf.Tensor4D, time: tf.Tensor2D) => Encoded;

/** @param projections gets the blocks' layers on the time embedding */
export function loadEncoder(
  parameters: Parameters,
  config: EncoderConfig,
  projections: TimeProjections,
): Encoder {
  const first = config.blockOutChannels[0] ?? 0;
  const convIn = loadConvolution(parameters, 'conv_in', {
    inputs: config.inChannels,
    outputs: first,
    size: 3,
  });
  const levels = config.blockOutChannels.map((channels, level) => {
    const inputs = config.blockOutChannels[level - 1] ?? first;
    return loadDownLevel(parameters, config, projections, { level, inputs, channels });
  });
  const middle = config.hasMidBlock ? loadMiddle(parameters, config, projections) : null;

  return (xt, time) => {
    let h = convIn(config.centerInputSample ? tf.sub(tf.mul(xt, 2), 1) : xt);
    const skips = [h];
    for (const steps of levels) {
      for (const step of steps) {
        h = step([h], time);
        skips.push(h);
      }
    }
    return { h: middle ? middle([h], time) : h, skips };
  };
}

/**
 * The waves of t, and rows of a class embedding where there is one, to every block's columns.
 *
 * @param projections of all blocks that are loaded
 */
export function loadTime(
  parameters: Parameters,
  config: EncoderConfig,
  projections: TimeProjections,
): (waves: tf.Tensor2D, classes?: tf.Tensor2D) => tf.Tensor2D {
  const embed = loadTimeEmbedding(parameters, config);
  const project = projections.load(parameters, config.timeEmbeddingDim);
  return (waves, classes) => project(embed(waves, classes));
}

/** A level's layers, then its downsampling except at the last level; each gives a skip. */
function loadDownLevel(
  parameters: Parameters,
  config: EncoderConfig,
  projections: TimeProjections,
  { level, inputs, channels }: { readonly level: number; readonly inputs: number; readonly channels: number },
): TimedLayer[] {
  const name = `down_blocks.${level}`;
  const steps: TimedLayer[] = [];
  for (let i = 0; i < config.layersPerBlock; i++) {
    const resnet = loadResnetBlock(parameters, `${name}.resnets.${i}`, config, projections, {
      inputs: i === 0 ? inputs : channels,
      outputs: channels,
      outputScale: 1,
    });
    const attend = config.downAttention[level]
      ? loadBlockAttention(parameters, `${name}.attentions.${i}`, config, channels)
      : null;
    steps.push((given, time) => (attend ? attend(resnet(given, time)) : resnet(given, time)));
  }
  if (level < config.blockOutChannels.length - 1) {
    if (config.downResnet?.[level] === true) {
      const shape = { inputs: channels, outputs: channels, outputScale: 1, resample: 'down' } as const;
      steps.push(loadResnetBlock(parameters, `${name}.downsamplers.0`, config, projections, shape));
      return steps;
    }
    const down = loadDownsample(parameters, `${name}.downsamplers.0`, channels, config.downsamplePadding);
    steps.push(([x]) => down(x!));
  }
  return steps;
}

/** Attention of a level of the way down or up. */
export function loadBlockAttention(
  parameters: Parameters,
  name: string,
  config: EncoderConfig,
  channels: number,
): Layer {
  return loadAttention(parameters, name, {
    channels,
    headDim: config.attentionHeadDim,
    groups: config.normNumGroups,
    eps: config.normEps,
    outputScale: 1,
  });
}

function loadMiddle(parameters: Parameters, config: EncoderConfig, projections: TimeProjections): TimedLayer {
  const channels = config.blockOutChannels.at(-1) ?? 0;
  const outputScale = config.midBlockScaleFactor;
  const shape = { inputs: channels, outputs: channels, outputScale };
  const groups =
    config.attnNormNumGroups ?? (config.timeScaleShift === 'default' ? config.normNumGroups : null);
  const before = loadResnetBlock(parameters, 'mid_block.resnets.0', config, projections, shape);
  const attend = config.addAttention
    ? loadAttention(parameters, 'mid_block.attentions.0', {
        channels,
        headDim: config.attentionHeadDim,
        groups,
        eps: config.normEps,
        outputScale,
      })
    : null;
  const after = loadResnetBlock(parameters, 'mid_block.resnets.1', config, projections, shape);
  return (given, time) => {
    const h = before(given, time);
    return after([attend ? attend(h) : h], time);
  };
}
