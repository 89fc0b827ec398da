// A dense layer on few rows, then optionally SiLU: the time embedding's. Its fused path has no gradient, since
// nothing that is steered flows through t.

import * as tf from '@tensorflow/tfjs-core';
import { fusedBackend } from '../fused';
import { runDense } from './program';

/** @param x [N, I] @returns [N, O], of the current scope */
export function dense(
  x: tf.Tensor2D,
  { kernel, bias }: { readonly kernel: tf.Tensor2D; readonly bias: tf.Tensor1D },
  activated: boolean,
): tf.Tensor2D {
  const backend = fusedBackend('dense');
  if (backend !== null) return runDense(backend, x, kernel, bias, activated);
  const z = tf.add<tf.Tensor2D>(tf.matMul(x, kernel), bias);
  return activated ? tf.mul(z, tf.sigmoid(z)) : z;
}
