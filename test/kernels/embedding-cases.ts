import * as tf from '@tensorflow/tfjs-core';
import { unitEmbedding } from '../../src/kernels/unit-embedding/operation';
import { referenceUnitEmbedding } from '../../src/kernels/unit-embedding/reference';
import type { KernelCase } from './cases';
import { numbers } from './numbers';

function embeddingCase(batch: number, pixels: number, channels: number, dimensions: number): KernelCase {
  return {
    name: `unit embedding ${batch}×${pixels}×${channels}→${dimensions}`,
    compute: () => {
      const x = numbers(batch * pixels * channels, 1);
      const w = numbers(channels * dimensions, 2);
      const bias = numbers(dimensions, 3);
      const dy = numbers(batch * dimensions, 4);
      const weights = { kernel: tf.tensor2d(w, [channels, dimensions]), bias: tf.tensor1d(bias) };
      const { value, grad } = tf.valueAndGrad((given) => unitEmbedding(given as tf.Tensor4D, weights))(
        tf.tensor4d(x, [batch, pixels, 1, channels]),
        tf.tensor2d(dy, [batch, dimensions]),
      );
      const reference = { x, shape: [batch, pixels, channels], w, bias } as const;
      return [
        { quantity: 'value', computed: value, expected: referenceUnitEmbedding(reference, null) },
        { quantity: 'gradient', computed: grad, expected: referenceUnitEmbedding(reference, dy) },
      ];
    },
  };
}

export const embeddingCases: readonly KernelCase[] = [
  embeddingCase(1, 1, 1, 1),
  embeddingCase(3, 9, 10, 63),
  embeddingCase(2, 49, 65, 10),
];
