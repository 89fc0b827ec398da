import * as tf from '@tensorflow/tfjs-core';
import { attend } from '../../src/kernels/attention/operation';
import { referenceAttention } from '../../src/kernels/attention/reference';
import type { KernelCase } from './cases';
import { numbers } from './numbers';

function attentionCase(
  batch: number,
  [height, width]: readonly [number, number],
  heads: number,
  headDim: number,
) {
  return {
    name: `attention ${batch}×${height}×${width}, ${heads} heads of ${headDim}`,
    compute: () => {
      const tokens = height * width;
      const inner = heads * headDim;
      const qkv = numbers(batch * tokens * 3 * inner, 1);
      const dy = numbers(batch * tokens * inner, 2);
      const { value, grad } = tf.valueAndGrad((x) => attend(x as tf.Tensor4D, { heads, headDim }))(
        tf.tensor4d(qkv, [batch, height, width, 3 * inner]),
        tf.tensor4d(dy, [batch, height, width, inner]),
      );
      const reference = { qkv, batch, tokens, heads, headDim };
      return [
        { quantity: 'value', computed: value, expected: referenceAttention(reference, null) },
        { quantity: 'gradient', computed: grad, expected: referenceAttention(reference, dy) },
      ];
    },
  };
}

export const attentionCases: readonly KernelCase[] = [
  attentionCase(1, [1, 1], 1, 1),
  attentionCase(2, [7, 9], 2, 10),
  attentionCase(1, [5, 13], 1, 65),
  attentionCase(1, [23, 23], 1, 4),
  attentionCase(1, [32, 32], 1, 3),
];
