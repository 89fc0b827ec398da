import * as tf from '@tensorflow/tfjs-core';
import { packedHalves } from '../../src/kernels/halves';
import type { Activation } from '../../src/kernels/linear/activation';
import { linear } from '../../src/kernels/linear/operation';
import { referenceLinear } from '../../src/kernels/linear/reference';
import type { Compared, KernelCase } from './cases';
import { numbers, toHalf } from './numbers';

interface Options {
  readonly activation?: Activation;
  readonly residual?: boolean;
  /** The kernel's numbers are halves, and are packed. */
  readonly halves?: boolean;
}

function linearCase(
  [batch, rows]: readonly [number, number],
  inputs: number,
  outputs: number,
  options: Options = {},
): KernelCase {
  const { activation = 'none', residual = false, halves = false } = options;
  const compute = (): Compared[] => {
    const exact = halves ? toHalf : (value: number) => value;
    const x = numbers(batch * rows * inputs, 1).map((value) => 2 * value);
    const w = numbers(inputs * outputs, 2).map((value) => exact(value / Math.sqrt(inputs)));
    const bias = numbers(outputs, 3);
    const added = residual ? numbers(batch * rows * outputs, 4) : null;
    const dy = numbers(batch * rows * outputs, 5);
    const kernel = tf.tensor4d(w, [1, 1, inputs, outputs]);
    const weights = {
      kernel,
      bias: tf.tensor1d(bias),
      turned: () => tf.transpose(kernel, [0, 1, 3, 2]),
      halves: () => (halves ? tf.tensor1d(packedHalves(w)!, 'int32') : null),
    };
    const f = (given: tf.Tensor, other?: tf.Tensor) =>
      linear(given as tf.Tensor4D, weights, {
        activation,
        ...(other && { residual: other as tf.Tensor4D }),
      });
    const shape = (channels: number): [number, number, number, number] => [batch, 1, rows, channels];
    const { value, grads } = tf.valueAndGrads(f)(
      [tf.tensor4d(x, shape(inputs)), ...(added ? [tf.tensor4d(added, shape(outputs))] : [])],
      tf.tensor4d(dy, shape(outputs)),
    );
    const reference = { x, w, bias, activation, residual: added };
    return [
      { quantity: 'value', computed: value, expected: referenceLinear(reference, null) },
      { quantity: 'gradient', computed: grads[0]!, expected: referenceLinear(reference, dy) },
      ...grads.slice(1).map((computed) => ({ quantity: 'residual', computed, expected: dy })),
    ];
  };
  return { name: `linear ${batch}×${rows}×${inputs}→${outputs} ${JSON.stringify(options)}`, compute };
}

export const linearCases: readonly KernelCase[] = [
  linearCase([1, 1], 1, 1),
  linearCase([3, 21], 10, 63, { activation: 'gelu', residual: true }),
  linearCase([1, 65], 63, 10, { activation: 'tanh' }),
  linearCase([2, 5], 65, 33, { residual: true, halves: true }),
  linearCase([2, 300], 3, 5, { activation: 'gelu', halves: true }),
];
