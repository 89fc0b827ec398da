import * as tf from '@tensorflow/tfjs-core';
import { normalizeRows } from '../../src/kernels/layer-norm/operation';
import { referenceLayerNorm } from '../../src/kernels/layer-norm/reference';
import type { KernelCase } from './cases';
import { numbers } from './numbers';

function layerNormCase(batch: number, rows: number, channels: number): KernelCase {
  return {
    name: `layer norm ${batch}×${rows}×${channels}`,
    compute: () => {
      const x = numbers(batch * rows * channels, 1).map((value) => 3 + value);
      const dy = numbers(batch * rows * channels, 2);
      const [gamma, beta] = [numbers(channels, 3), numbers(channels, 4)];
      const eps = 1e-2; // so that it matters
      const norm = { gamma: tf.tensor1d(gamma), beta: tf.tensor1d(beta), eps };
      const { value, grad } = tf.valueAndGrad((given) => normalizeRows(given as tf.Tensor4D, norm))(
        tf.tensor4d(x, [batch, 1, rows, channels]),
        tf.tensor4d(dy, [batch, 1, rows, channels]),
      );
      const reference = { x, gamma, beta, eps };
      return [
        { quantity: 'value', computed: value, expected: referenceLayerNorm(reference, null) },
        { quantity: 'gradient', computed: grad, expected: referenceLayerNorm(reference, dy) },
      ];
    },
  };
}

export const layerNormCases: readonly KernelCase[] = [
  layerNormCase(1, 1, 1),
  layerNormCase(3, 21, 10),
  layerNormCase(1, 65, 63),
  layerNormCase(2, 5, 65),
  layerNormCase(1, 2, 200),
];
