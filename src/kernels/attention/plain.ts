// Self-attention in stock operations, with its input gradient written out.

import * as tf from '@tensorflow/tfjs-core';
import { withInputGradients } from '../input-gradient';
import type { Heads } from './program';

export function plainAttention(qkv: tf.Tensor4D, { heads, headDim }: Heads): tf.Tensor4D {
  const [batch, height, width] = qkv.shape;
  const pixels = height * width;
  const scale = headDim ** -0.5;

  /** [B, H, W, parts·heads·headDim] → each part as [heads·B, N, headDim]. */
  const split = (flat: tf.Tensor, parts: number): tf.Tensor3D[] => {
    const byHead = tf.transpose(tf.reshape(flat, [batch, pixels, parts * heads, headDim]), [2, 0, 1, 3]);
    return tf.unstack(tf.reshape(byHead, [parts, heads * batch, pixels, headDim])) as tf.Tensor3D[];
  };
  /** And back. */
  const joined = (parts: readonly tf.Tensor3D[]): tf.Tensor4D => {
    const channels = parts.length * heads;
    const byHead = tf.reshape(tf.concat([...parts], 0), [channels, batch, pixels, headDim]);
    return tf.reshape(tf.transpose(byHead, [1, 2, 0, 3]), [batch, height, width, channels * headDim]);
  };

  return withInputGradients(
    [qkv],
    () => {
      const [query, key, value] = split(qkv, 3) as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];
      const scaled = tf.mul<tf.Tensor3D>(query, scale);
      const mixing = tf.softmax(product(scaled, turned(key))); // [heads·B, N, N]
      return { value: joined([product(mixing, value)]), saved: [scaled, key, value, mixing] };
    },
    (dy, saved) => {
      const [scaled, key, value, mixing] = saved as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];
      const [slope] = split(dy, 1) as [tf.Tensor3D];
      const toValue = product(turned(mixing), slope);
      const toMixing = product(slope, turned(value));
      const along = tf.sum(tf.mul(mixing, toMixing), 2, true);
      const toScores = tf.mul<tf.Tensor3D>(mixing, tf.sub(toMixing, along));
      const toQuery = tf.mul<tf.Tensor3D>(product(toScores, key), scale);
      const toKey = product(turned(toScores), scaled);
      return [joined([toQuery, toKey, toValue])];
    },
  );
}

/** [G, N, M] → [G, M, N]. */
function turned(x: tf.Tensor3D): tf.Tensor3D {
  return tf.transpose(x, [0, 2, 1]);
}

/**
 * [G, N, K] · [G, K, M]. tfjs' WASM backend multiplies two matrices with XNNPACK, and any more of them in a plain
 * loop that is twenty times slower: there, one pair at a time.
 */
function product(a: tf.Tensor3D, b: tf.Tensor3D): tf.Tensor3D {
  if (tf.getBackend() !== 'wasm' || a.shape[0] === 1) return tf.matMul(a, b);
  const others = tf.unstack(b);
  return tf.stack(tf.unstack(a).map((each, i) => tf.matMul(each, others[i]!))) as tf.Tensor3D;
}
