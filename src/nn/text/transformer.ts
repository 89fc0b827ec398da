// What the words' denoiser and classifier share: vectors and t to a state at every position (training/words/
// transformer.py; Diffusion-LM, Li et al. 2022, §4 and its code). It neither embeds words nor reads them off.

import * as tf from '@tensorflow/tfjs-core';
import { dense } from '../../kernels/dense/operation';
import { linear } from '../../kernels/linear/operation';
import { sinusoids } from '../layers/time-embedding';
import type { Parameters } from '../parameters';
import { loadLayerNorm } from './layer-norm';
import { loadTransformerBlock } from './transformer-block';

/** Of the layers that denoiser and classifier of words share. */
export interface TransformerConfig {
  /** n: positions of a sample. */
  readonly length: number;
  /** d: numbers at a position. */
  readonly embeddingDim: number;
  readonly width: number;
  readonly layers: number;
  /** Divides the width. */
  readonly heads: number;
  /** T. */
  readonly trainTimesteps: number;
}

/** Networks see t rescaled to 0..1000, so that what a network knows does not depend on T. */
const TIME_RANGE = 1000;

/** What a network is given of t: [B, width], row-major. */
export function textTimeWaves(t: Float32Array, config: TransformerConfig): Float32Array<ArrayBuffer> {
  const scale = Math.fround(TIME_RANGE / config.trainTimesteps);
  const scaled = t.map((time) => time * scale);
  return sinusoids(scaled, config.width, { flipSinToCos: true, freqShift: 0 });
}

/** Vectors [B, 1, n, inputs] and `textTimeWaves` of t → [B, 1, n, width]. Not tidied: its caller is. */
export type Transformer = (x: tf.Tensor4D, waves: tf.Tensor2D) => tf.Tensor4D;

/** @param inputs numbers at a position of what comes in */
export function loadTransformer(
  parameters: Parameters,
  config: TransformerConfig,
  inputs: number,
): Transformer {
  const { length, width, layers } = config;
  const name = 'transformer';
  const projIn = [
    parameters.pointwise([{ name: `${name}.proj_in.0`, outputs: width }], inputs),
    parameters.pointwise([{ name: `${name}.proj_in.2`, outputs: width }], width),
  ] as const;
  const stored = parameters.numbers(`${name}.positions`, [length, width]);
  const positions = parameters.own(tf.tensor4d(stored, [1, 1, length, width]));
  const time1 = parameters.linear(`${name}.time_embedding.linear_1`, width, 4 * width);
  const time2 = parameters.linear(`${name}.time_embedding.linear_2`, 4 * width, width);
  const normIn = loadLayerNorm(parameters, `${name}.norm_in`, width);
  const blocks = Array.from({ length: layers }, (_, i) =>
    loadTransformerBlock(parameters, `${name}.blocks.${i}`, config),
  );
  const normOut = loadLayerNorm(parameters, `${name}.norm_out`, width);

  return (x, waves) => {
    const time = dense(dense(waves, time1, true), time2, false); // [B, width]
    const places = tf.add<tf.Tensor4D>(positions, tf.reshape(time, [time.shape[0], 1, 1, width]));
    const given = linear(linear(x, projIn[0]), projIn[1], { activation: 'tanh', residual: places });
    return normOut(blocks.reduce((h, block) => block(h), normIn(given)));
  };
}
