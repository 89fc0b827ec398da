// Self-attention in stock operations.

import * as tf from '@tensorflow/tfjs-core';
import type { Heads } from './program';

export function plainAttention(qkv: tf.Tensor4D, { heads, headDim }: Heads): tf.Tensor4D {
  const [batch, height, width] = qkv.shape;
  const pixels = height * width;
  const parts = tf.split(tf.reshape(qkv, [batch, pixels, 3, heads * headDim]), 3, 2);
  const [query, key, value] = parts as [tf.Tensor, tf.Tensor, tf.Tensor];
  const split = (flat: tf.Tensor): tf.Tensor3D => {
    if (heads === 1) return tf.reshape(flat, [batch, pixels, headDim]);
    const parted = tf.transpose(tf.reshape(flat, [batch, pixels, heads, headDim]), [0, 2, 1, 3]);
    return tf.reshape(parted, [batch * heads, pixels, headDim]);
  };
  const scaled = split(tf.mul(query, headDim ** -0.5));
  const scores = tf.matMul(scaled, split(key), false, true); // [B·heads, pixels, pixels]
  const mixed = tf.matMul(tf.softmax(scores), split(value)); // [B·heads, pixels, headDim]
  const joined =
    heads === 1 ? mixed : tf.transpose(tf.reshape(mixed, [batch, heads, pixels, headDim]), [0, 2, 1, 3]);
  return tf.reshape(joined, [batch, height, width, heads * headDim]);
}
