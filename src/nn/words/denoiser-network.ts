// Diffusion-LM's network (training/words/denoiser.py) but for its embedding, which rounding.ts has. It predicts x_0. A
// self-conditioned one also sees its own x̂_0 of the step before (Chen, Zhang & Hinton 2022, "Analog Bits", §3.2).

import * as tf from '@tensorflow/tfjs-core';
import { linear } from '../../kernels/linear/operation';
import type { Samples } from '../../terms/sample';
import type { Parameters } from '../parameters';
import { loadTransformer, type TransformerConfig } from '../text/transformer';

/** What sizes the network. Its samples are [B, 1, n, d], with n = `length` and d = `embeddingDim`. */
export interface TextDenoiserConfig extends TransformerConfig {
  /** V. */
  readonly vocabSize: number;
  readonly selfCondition: boolean;
}

/** `denoiserInput` [B, 1, n, `inputWidth`] and `textTimeWaves` of t → x̂_0 [B, 1, n, d]. */
export type DenoiserNetwork = (input: tf.Tensor4D, waves: tf.Tensor2D) => tf.Tensor4D;

export function loadDenoiserNetwork(parameters: Parameters, config: TextDenoiserConfig): DenoiserNetwork {
  const { embeddingDim, width } = config;
  const transform = loadTransformer(parameters, config, inputWidth(config));
  const inner = parameters.pointwise([{ name: 'proj_out.0', outputs: width }], width);
  const outer = parameters.pointwise([{ name: 'proj_out.2', outputs: embeddingDim }], width);
  return (input, waves) =>
    tf.tidy(() => linear(linear(transform(input, waves), inner), outer, { activation: 'tanh' }));
}

/** Numbers at a position of what the network is given. */
export function inputWidth({ embeddingDim, selfCondition }: TextDenoiserConfig): number {
  return selfCondition ? 2 * embeddingDim : embeddingDim;
}

/** x_t, and where the network sees it the x̂_0 before beside it, zeros for null: [B, 1, n, `inputWidth`]. */
export function denoiserInput(xt: Samples, before: Samples | null, config: TextDenoiserConfig): Samples {
  if (!config.selfCondition) return xt;
  const d = config.embeddingDim;
  const both = new Float32Array(2 * xt.length);
  for (let i = 0; i < xt.length; i += d) {
    both.set(xt.subarray(i, i + d), 2 * i);
    if (before) both.set(before.subarray(i, i + d), 2 * i + d);
  }
  return both;
}

/** Of a gradient to `denoiserInput`, what goes to x_t. */
export function gradientToXt(slopes: Samples, config: TextDenoiserConfig): Samples {
  if (!config.selfCondition) return slopes;
  const d = config.embeddingDim;
  const first = new Float32Array(slopes.length / 2);
  for (let i = 0; i < first.length; i += d) first.set(slopes.subarray(2 * i, 2 * i + d), i);
  return first;
}
