import * as tf from '@tensorflow/tfjs-core';
import { blendX0 } from '../../src/kernels/blended-x0/operation';
import { referenceBlend } from '../../src/kernels/blended-x0/reference';
import type { KernelCase } from './cases';
import { numbers } from './numbers';

function blendCase(batch: number, side: number, channels: number, clipRange: number | null): KernelCase {
  return {
    name: `blended x0 ${batch}×${side}×${side}×${channels}, ${clipRange === null ? 'not ' : ''}clipped`,
    compute: () => {
      const shape: [number, number, number, number] = [batch, side, side, channels];
      const size = tf.util.sizeFromShape(shape);
      const [xt, output, dy] = [numbers(size, 1), numbers(size, 2), numbers(size, 3)];
      const coefficients = numbers(3 * batch, 4);
      const f = (x: tf.Tensor, out: tf.Tensor) =>
        blendX0({
          xt: x as tf.Tensor4D,
          output: out as tf.Tensor4D,
          coefficients: tf.tensor2d(coefficients, [batch, 3]),
          clipRange,
        });
      const { value, grads } = tf.valueAndGrads(f)(
        [tf.tensor4d(xt, shape), tf.tensor4d(output, shape)],
        tf.tensor4d(dy, shape),
      );
      const reference = { xt, output, coefficients, clipRange };
      const slopes = [false, true].map((toOutput) => referenceBlend(reference, { dy, toOutput }));
      return [
        { quantity: 'value', computed: value, expected: referenceBlend(reference, null) },
        { quantity: 'to x_t', computed: grads[0]!, expected: slopes[0]! },
        { quantity: 'to the output', computed: grads[1]!, expected: slopes[1]! },
      ];
    },
  };
}

export const blendCases: readonly KernelCase[] = [
  blendCase(1, 1, 1, 0.5),
  blendCase(3, 5, 3, 0.5),
  blendCase(2, 6, 1, null),
];
