// Self-attention in stock operations, with its input gradient written out.

import * as tf from '@tensorflow/tfjs-core';
import { withInputGradients } from '../input-gradient';
import { products, type Matrices } from './products';
import type { Heads } from './program';

const QUERY = 0;
const KEY = 1;
const VALUE = 2;

export function plainAttention(qkv: tf.Tensor4D, { heads, headDim }: Heads): tf.Tensor4D {
  const [batch, height, width] = qkv.shape;
  const pixels = height * width;
  const groups = heads * batch;

  /** [B, H, W, parts·heads·headDim] → [parts, heads·B, N, headDim]. */
  const split = (flat: tf.Tensor, parts: number): tf.Tensor4D => {
    const byHead = tf.transpose(tf.reshape(flat, [batch, pixels, parts * heads, headDim]), [2, 0, 1, 3]);
    return tf.reshape(byHead, [parts, groups, pixels, headDim]);
  };
  /** [B, H, W, 3·heads·headDim] → [3, heads·B, headDim, N]. */
  const splitTurned = (flat: tf.Tensor): tf.Tensor4D => {
    const byHead = tf.transpose(tf.reshape(flat, [batch, pixels, 3 * heads, headDim]), [2, 0, 3, 1]);
    return tf.reshape(byHead, [3, groups, headDim, pixels]);
  };
  /** [parts, heads·B, N, headDim] → [B, H, W, parts·heads·headDim]. */
  const joined = (parts: tf.Tensor4D): tf.Tensor4D => {
    const channels = parts.shape[0] * heads;
    const byHead = tf.reshape(parts, [channels, batch, pixels, headDim]);
    return tf.reshape(tf.transpose(byHead, [1, 2, 0, 3]), [batch, height, width, channels * headDim]);
  };

  return withInputGradients(
    [qkv],
    () => {
      const whole = split(qkv, 3);
      const scaled = tf.mul<tf.Tensor4D>(splitTurned(qkv), headDim ** -0.5);
      const mixing = tf.softmax(products([[part(whole, QUERY), part(scaled, KEY)]])); // [1, heads·B, N, N]
      return {
        value: joined(products([[only(mixing), part(whole, VALUE)]])),
        saved: [whole, scaled, mixing],
      };
    },
    (dy, saved) => {
      const [whole, scaled, mixing] = saved as [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
      const slope = split(dy, 1);
      const toMixing = products([[only(slope), part(scaled, VALUE)]]); // scaled, as the scores are
      const along = tf.sum(tf.mul(mixing, toMixing), 3, true);
      const toScores = tf.mul<tf.Tensor4D>(mixing, tf.sub(toMixing, along));
      return [
        joined(
          products([
            [only(toScores), part(whole, KEY)],
            [only(turned(toScores)), part(whole, QUERY)],
            [only(turned(mixing)), only(slope)],
          ]),
        ),
      ];
    },
  );
}

const part = (all: tf.Tensor4D, index: number): Matrices => ({ all, part: index });
const only = (all: tf.Tensor4D): Matrices => ({ all, part: 0 });

/** [1, G, N, M] → [1, G, M, N]. */
function turned(x: tf.Tensor4D): tf.Tensor4D {
  return tf.transpose(x, [0, 1, 3, 2]);
}
