// Self-attention over pixels: diffusers' Attention as UNet2DModel uses it (group norm, heads, residual).

import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from '../parameters';
import { loadGroupNorm } from './group-norm';
import type { Layer } from './layer';
import { loadLinear } from './linear';

interface Shape {
  readonly channels: number;
  /** Channels of one head; null is one head of all channels. */
  readonly headDim: number | null;
  /** Groups of the norm before it; null is none. */
  readonly groups: number | null;
  readonly eps: number;
  /** The sum with the residual is divided by this. */
  readonly outputScale: number;
}

/** diffusers named these tensors differently before 0.13; a file has one generation of names or the other. */
const oldNames = { to_q: 'query', to_k: 'key', to_v: 'value', 'to_out.0': 'proj_attn' } as const;

export function loadAttention(parameters: Parameters, name: string, shape: Shape): Layer {
  const { channels, groups, eps, outputScale } = shape;
  const headDim = shape.headDim ?? channels;
  const heads = Math.floor(channels / headDim);
  const inner = heads * headDim;
  const linear = (part: keyof typeof oldNames, inputs: number, outputs: number) => {
    const old = `${name}.${oldNames[part]}`;
    const stored = parameters.has(`${old}.weight`) ? old : `${name}.${part}`;
    return loadLinear(parameters, stored, inputs, outputs);
  };
  const norm =
    groups === null ? null : loadGroupNorm(parameters, `${name}.group_norm`, { channels, groups, eps });
  const query = linear('to_q', channels, inner);
  const key = linear('to_k', channels, inner);
  const value = linear('to_v', channels, inner);
  const project = linear('to_out.0', inner, channels);

  return (x) =>
    tf.tidy(() => {
      const [batch, height, width] = x.shape;
      const pixels = height * width;
      const rows = tf.reshape<tf.Rank.R2>(norm ? norm(x) : x, [batch * pixels, channels]);
      const split = (flat: tf.Tensor2D): tf.Tensor3D => {
        if (heads === 1) return tf.reshape(flat, [batch, pixels, headDim]);
        const parted = tf.transpose(tf.reshape(flat, [batch, pixels, heads, headDim]), [0, 2, 1, 3]);
        return tf.reshape(parted, [batch * heads, pixels, headDim]);
      };
      const scaled = split(tf.mul(query(rows), headDim ** -0.5));
      const scores = tf.matMul(scaled, split(key(rows)), false, true); // [B·heads, pixels, pixels]
      const mixed = tf.matMul(tf.softmax(scores), split(value(rows))); // [B·heads, pixels, headDim]
      const joined =
        heads === 1 ? mixed : tf.transpose(tf.reshape(mixed, [batch, heads, pixels, headDim]), [0, 2, 1, 3]);
      const out = tf.reshape(project(tf.reshape(joined, [batch * pixels, inner])), x.shape);
      const sum = tf.add<tf.Tensor4D>(out, x);
      return outputScale === 1 ? sum : tf.div<tf.Tensor4D>(sum, outputScale);
    });
}
