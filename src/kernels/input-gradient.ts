// A differentiable function of some tensors whose gradient is given. Weights are closed over, so no gradient of
// theirs is ever computed.

import * as tf from '@tensorflow/tfjs-core';

/**
 * @param inputs what the gradient flows to
 * @param forward the value, and what the gradient needs of it
 * @param backward from ∂/∂value and what was saved to ∂/∂input, one for each input
 */
export function withInputGradients<Value extends tf.Tensor>(
  inputs: readonly tf.Tensor[],
  forward: () => { value: Value; saved: readonly tf.Tensor[] },
  backward: (dy: Value, saved: readonly tf.Tensor[]) => readonly tf.Tensor[],
): Value {
  // tfjs types its arguments as tensors or the saver, in any order: the order is the tensors, then the saver.
  const f = (...given: unknown[]) => {
    const { value, saved } = forward();
    (given[inputs.length] as tf.GradSaveFunc)([...saved]);
    return { value, gradFunc: (dy: Value, kept: tf.Tensor[]) => [...backward(dy, kept)] };
  };
  return tf.customGrad<Value>(f)(...inputs);
}
