// Layers as one writes them in tfjs without a thought for speed: what the bench compares with. Weights are turned
// when they are loaded, everything else is stock operations, and gradients are tfjs' own.

import * as tf from '@tensorflow/tfjs-core';
import { convolutionKernel, linearKernel } from '../../src/nn/layout';
import type { WeightSource } from '../../src/nn/weight-source';

export interface Options {
  readonly groups: number;
  readonly eps: number;
}

export type Layer = (x: tf.Tensor4D) => tf.Tensor4D;
export type TimedLayer = (x: tf.Tensor4D, embedding: tf.Tensor2D) => tf.Tensor4D;

export const silu = <T extends tf.Tensor>(x: T): T => tf.mul<T>(x, tf.sigmoid(x));

export function linear(weights: WeightSource, name: string): (x: tf.Tensor) => tf.Tensor {
  const [outputs, inputs] = weights.shapeOf(`${name}.weight`) as [number, number];
  const kernel = tf.tensor2d(linearKernel(weights.read(`${name}.weight`), [outputs, inputs]), [
    inputs,
    outputs,
  ]);
  const bias = tf.tensor1d(weights.read(`${name}.bias`));
  return (x) => tf.add(tf.matMul(x, kernel), bias);
}

/** @param padding 1 and `after` are diffusers' downsample_padding 1 and 0 at stride 2 */
export function convolution(
  weights: WeightSource,
  name: string,
  { stride = 1, after = false }: { readonly stride?: number; readonly after?: boolean } = {},
): Layer {
  const shape = weights.shapeOf(`${name}.weight`) as [number, number, number, number];
  const [outputs, inputs, size] = shape;
  const hwio = convolutionKernel(weights.read(`${name}.weight`), shape);
  const kernel = tf.tensor4d(hwio, [size, size, inputs, outputs]);
  const bias = tf.tensor1d(weights.read(`${name}.bias`));
  const before = after ? 0 : (size - 1) / 2;
  const behind = after ? 1 : before;
  const pad: tf.backend_util.ExplicitPadding = [[0, 0], [before, behind], [before, behind], [0, 0]]; // prettier-ignore
  return (x) => tf.add(tf.conv2d(x, kernel, stride, pad), bias);
}

export function groupNorm(weights: WeightSource, name: string, { groups, eps }: Options): Layer {
  const gamma = tf.tensor1d(weights.read(`${name}.weight`));
  const beta = tf.tensor1d(weights.read(`${name}.bias`));
  return (x) => {
    const [batch, height, width, channels] = x.shape;
    const grouped = tf.reshape(x, [batch, height * width, groups, channels / groups]);
    const { mean, variance } = tf.moments(grouped, [1, 3], true);
    const normal = tf.mul(tf.sub(grouped, mean), tf.rsqrt(tf.add(variance, eps)));
    return tf.add(tf.mul(tf.reshape(normal, x.shape), gamma), beta);
  };
}

export function resnet(weights: WeightSource, name: string, options: Options): TimedLayer {
  const norm1 = groupNorm(weights, `${name}.norm1`, options);
  const conv1 = convolution(weights, `${name}.conv1`);
  const project = linear(weights, `${name}.time_emb_proj`);
  const norm2 = groupNorm(weights, `${name}.norm2`, options);
  const conv2 = convolution(weights, `${name}.conv2`);
  const has = weights.shapeOf(`${name}.conv_shortcut.weight`) !== null;
  const shortcut: Layer = has ? convolution(weights, `${name}.conv_shortcut`) : (x) => x;
  return (x, embedding) => {
    const time = project(silu(embedding));
    const h = tf.add<tf.Tensor4D>(
      conv1(silu(norm1(x))),
      tf.expandDims(tf.expandDims(time, 1), 1), // [B, 1, 1, C]
    );
    return tf.add(shortcut(x), conv2(silu(norm2(h))));
  };
}

/** @param headDim null is one head of all channels */
export function attention(
  weights: WeightSource,
  name: string,
  headDim: number | null,
  options: Options,
): Layer {
  const norm = groupNorm(weights, `${name}.group_norm`, options);
  const toQuery = linear(weights, `${name}.to_q`);
  const toKey = linear(weights, `${name}.to_k`);
  const toValue = linear(weights, `${name}.to_v`);
  const toOut = linear(weights, `${name}.to_out.0`);
  return (x) => {
    const [batch, height, width, channels] = x.shape;
    const pixels = height * width;
    const size = headDim ?? channels;
    const flat = tf.reshape(norm(x), [batch * pixels, channels]);
    const heads = (y: tf.Tensor) =>
      tf.transpose(tf.reshape(y, [batch, pixels, channels / size, size]), [0, 2, 1, 3]);
    const scores = tf.mul(tf.matMul(heads(toQuery(flat)), heads(toKey(flat)), false, true), size ** -0.5);
    const mixed = tf.transpose(tf.matMul(tf.softmax(scores), heads(toValue(flat))), [0, 2, 1, 3]);
    const out = tf.reshape<tf.Rank.R4>(toOut(tf.reshape(mixed, [batch * pixels, channels])), x.shape);
    return tf.add(x, out);
  };
}
