// Tensors that lie one behind the other along the channels.

import * as tf from '@tensorflow/tfjs-core';

/** @param inputs [B, H, W, C_i] @returns [B, H, W, ΣC_i]; the input itself where there is only one */
export function joined(inputs: readonly tf.Tensor4D[]): tf.Tensor4D {
  const [first, ...others] = inputs;
  if (first === undefined) throw new Error('joined: expected an input, got none');
  return others.length === 0 ? first : tf.concat([...inputs], 3);
}

/** A tensor as the inputs that lie in it. */
export function parted(all: tf.Tensor4D, inputs: readonly tf.Tensor4D[]): tf.Tensor4D[] {
  if (inputs.length === 1) return [all];
  let from = 0;
  return inputs.map(({ shape }) => {
    const part = tf.slice(all, [0, 0, 0, from], shape);
    from += shape[3];
    return part;
  });
}
