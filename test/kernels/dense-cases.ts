import * as tf from '@tensorflow/tfjs-core';
import { dense } from '../../src/kernels/dense/operation';
import { referenceDense } from '../../src/kernels/dense/reference';
import type { KernelCase } from './cases';
import { numbers } from './numbers';

function denseCase(rows: number, inputs: number, outputs: number, activated: boolean): KernelCase {
  return {
    name: `dense ${rows}×${inputs}→${outputs}${activated ? ' SiLU' : ''}`,
    compute: () => {
      const x = numbers(rows * inputs, 1);
      const w = numbers(inputs * outputs, 2);
      const bias = numbers(outputs, 3);
      const kernel = tf.tensor2d(w, [inputs, outputs]);
      const computed = dense(tf.tensor2d(x, [rows, inputs]), { kernel, bias: tf.tensor1d(bias) }, activated);
      return [{ quantity: 'value', computed, expected: referenceDense(x, w, bias, activated) }];
    },
  };
}

export const denseCases: readonly KernelCase[] = [
  denseCase(1, 1, 1, false),
  denseCase(3, 10, 63, true),
  denseCase(2, 65, 130, false),
];
