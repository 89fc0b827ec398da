// A linear layer on rows.

import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from '../parameters';

/** @returns [N, inputs] → [N, outputs] */
export function loadLinear(
  parameters: Parameters,
  name: string,
  inputs: number,
  outputs: number,
): (x: tf.Tensor2D) => tf.Tensor2D {
  const { kernel, bias } = parameters.linear(name, inputs, outputs);
  return (x) => tf.tidy(() => tf.add<tf.Tensor2D>(tf.matMul(x, kernel), bias));
}
