// A differentiable function of one tensor whose gradient is given. Weights are closed over, so no gradient
// of theirs is ever computed.

import * as tf from '@tensorflow/tfjs-core';

/**
 * @param forward value at x, and what the gradient needs of it
 * @param backward from ∂/∂value and what was saved to ∂/∂x
 */
export function withInputGradient<Saved extends tf.Tensor4D[]>(
  forward: (x: tf.Tensor4D) => { value: tf.Tensor4D; saved: Saved },
  backward: (dy: tf.Tensor4D, saved: Saved) => tf.Tensor4D,
): (x: tf.Tensor4D) => tf.Tensor4D {
  // tfjs types its arguments as tensors or the saver, in any order: the order is x, then the saver.
  const f = (x: tf.Tensor4D, save: tf.GradSaveFunc) => {
    const { value, saved } = forward(x);
    save(saved);
    return {
      value,
      gradFunc: (dy: tf.Tensor4D, kept: tf.Tensor[]) => backward(dy, kept as Saved),
    };
  };
  const differentiable = tf.customGrad(f as unknown as Parameters<typeof tf.customGrad<tf.Tensor4D>>[0]);
  return (x) => differentiable(x);
}
