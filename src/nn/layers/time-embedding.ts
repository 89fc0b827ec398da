// Sinusoidal time embedding (Vaswani et al. 2017; diffusers' get_timestep_embedding) and the two linear
// layers behind it.

import * as tf from '@tensorflow/tfjs-core';
import { dense } from '../../kernels/dense/operation';
import type { Parameters } from '../parameters';
import { activate } from './activation';
import type { EncoderConfig } from '../unet-config';

/**
 * Sine and cosine of t times falling frequencies, rounded to float32 where PyTorch rounds: at t = 999 the
 * rounding of the frequencies shows. On the CPU, because a GPU's sine of 999 is a rough one.
 *
 * @param t [B]
 * @param width W; an odd one ends in a zero
 * @returns [B, W]
 */
export function sinusoids(
  t: Float32Array,
  width: number,
  { flipSinToCos, freqShift }: Pick<EncoderConfig, 'flipSinToCos' | 'freqShift'>,
): Float32Array<ArrayBuffer> {
  const half = Math.floor(width / 2);
  const out = new Float32Array(t.length * width);
  const [sine, cosine] = flipSinToCos ? [half, 0] : [0, half];
  for (let i = 0; i < half; i++) {
    const exponent = Math.fround(Math.fround(Math.fround(-Math.log(10_000)) * i) / (half - freqShift));
    const frequency = Math.fround(Math.exp(exponent));
    t.forEach((time, b) => {
      const angle = Math.fround(time * frequency);
      out[b * width + sine + i] = Math.sin(angle);
      out[b * width + cosine + i] = Math.cos(angle);
    });
  }
  return out;
}

/** What a network is given of t: [B, first width], row-major. */
export function timeWaves(t: Float32Array, config: EncoderConfig): Float32Array<ArrayBuffer> {
  return sinusoids(t, waveCount(config), config);
}

/** Sines and cosines that t becomes, as many as the first level has channels. */
export function waveCount({ blockOutChannels }: Pick<EncoderConfig, 'blockOutChannels'>): number {
  return blockOutChannels[0] ?? 0;
}

/**
 * @returns `timeWaves`, and rows of a class embedding [B, E] where there are some → the embedding [B, E] after the blocks'
 *   nonlinearity, which is how every block uses it
 */
export function loadTimeEmbedding(
  parameters: Parameters,
  config: EncoderConfig,
): (waves: tf.Tensor2D, classes?: tf.Tensor2D) => tf.Tensor2D {
  const { timeEmbeddingDim, activation } = config;
  const linear1 = parameters.linear('time_embedding.linear_1', waveCount(config), timeEmbeddingDim);
  const linear2 = parameters.linear('time_embedding.linear_2', timeEmbeddingDim, timeEmbeddingDim);
  return (waves, classes) =>
    tf.tidy(() => {
      const between = dense(waves, linear1, true); // SiLU, whatever the blocks have
      if (classes === undefined && activation === undefined) return dense(between, linear2, true);
      const time = dense(between, linear2, false);
      const sum = classes === undefined ? time : tf.add<tf.Tensor2D>(time, classes);
      return activation === undefined ? tf.mul(sum, tf.sigmoid(sum)) : activate(sum, activation);
    });
}
