import * as tf from '@tensorflow/tfjs-core';
import { classLogProbs } from '../../src/kernels/class-log-probs/operation';
import { referenceClassLogProbs } from '../../src/kernels/class-log-probs/reference';
import type { KernelCase } from './cases';
import { numbers } from './numbers';

function classCase(batch: number, pixels: number, channels: number, classes: number): KernelCase {
  return {
    name: `class log probs ${batch}×${pixels}×${channels}→${classes}`,
    compute: () => {
      const x = numbers(batch * pixels * channels, 1);
      const w = numbers(channels * classes, 2);
      const bias = numbers(classes, 3);
      const dy = numbers(batch * classes, 4);
      const weights = { kernel: tf.tensor2d(w, [channels, classes]), bias: tf.tensor1d(bias) };
      const { value, grad } = tf.valueAndGrad((given) => classLogProbs(given as tf.Tensor4D, weights))(
        tf.tensor4d(x, [batch, pixels, 1, channels]),
        tf.tensor2d(dy, [batch, classes]),
      );
      const reference = { x, shape: [batch, pixels, channels], w, bias } as const;
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
];
