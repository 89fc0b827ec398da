import * as tf from '@tensorflow/tfjs-core';
import { classLogProbs } from '../../src/kernels/class-log-probs/operation';
import { headBounds } from '../../src/kernels/class-log-probs/program';
import { referenceClassLogProbs } from '../../src/kernels/class-log-probs/reference';
import type { KernelCase } from './cases';
import { numbers } from './numbers';

/** @param sizes classes of each head; one number is a classifier of one head */
function classCase(
  batch: number,
  pixels: number,
  channels: number,
  sizes: number | readonly number[],
): KernelCase {
  return {
    name: `class log probs ${batch}×${pixels}×${channels}→${[sizes].flat().join('|')}`,
    compute: () => {
      const classes = [sizes].flat().reduce((sum, size) => sum + size, 0);
      const x = numbers(batch * pixels * channels, 1);
      const w = numbers(channels * classes, 2);
      const bias = numbers(classes, 3);
      const dy = numbers(batch * classes, 4);
      const weights = {
        kernel: tf.tensor2d(w, [channels, classes]),
        bias: tf.tensor1d(bias),
        ...(typeof sizes !== 'number' && {
          heads: { sizes, bounds: tf.tensor1d(headBounds(sizes), 'int32') },
        }),
      };
      const { value, grad } = tf.valueAndGrad((given) => classLogProbs(given as tf.Tensor4D, weights))(
        tf.tensor4d(x, [batch, pixels, 1, channels]),
        tf.tensor2d(dy, [batch, classes]),
      );
      const reference = { x, shape: [batch, pixels, channels], w, bias, sizes: [sizes].flat() } as const;
      return [
        { quantity: 'value', computed: value, expected: referenceClassLogProbs(reference, null) },
        { quantity: 'gradient', computed: grad, expected: referenceClassLogProbs(reference, dy) },
      ];
    },
  };
}

export const classCases: readonly KernelCase[] = [
  classCase(1, 1, 1, 1),
  classCase(3, 9, 10, 63),
  classCase(2, 49, 65, 10),
  classCase(2, 9, 10, [1, 2, 8, 3]),
  classCase(1, 1, 65, [130, 70]),
];
