import * as tf from '@tensorflow/tfjs-core';
import { normalize } from '../../src/kernels/group-norm-silu/operation';
import { groupAverage } from '../../src/kernels/group-norm-silu/plain';
import { referenceGroupNorm } from '../../src/kernels/group-norm-silu/reference';
import type { Compared, KernelCase } from './cases';
import { numbers } from './numbers';

interface Options {
  readonly activated: boolean;
  readonly timed: boolean;
  /** Channels of the first of two inputs; null is one input. */
  readonly first: number | null;
}

function normCase(
  [batch, height, width, channels]: readonly [number, number, number, number],
  groups: number,
  { activated, timed, first }: Options,
): KernelCase {
  const kind = `${activated ? ' SiLU' : ''}${timed ? ' time' : ''}${first === null ? '' : ` ${first}|`}`;
  const compute = (): Compared[] => {
    const shape = [batch, height * width, channels] as const;
    const size = batch * height * width * channels;
    const x = numbers(size, 1).map((value) => 3 + value);
    const dy = numbers(size, 2);
    const gamma = numbers(channels, 3);
    const beta = numbers(channels, 4);
    const time = timed ? numbers(batch * 2 * channels, 5) : null;
    const padded = tf.pad(tf.tensor2d(time ?? [0], [time ? batch : 1, time ? 2 * channels : 1]), [[0, 0], [3, 1]]); // prettier-ignore
    const norm = {
      gamma: tf.tensor1d(gamma),
      beta: tf.tensor1d(beta),
      groups,
      eps: 1e-5,
      activated,
      average: groupAverage(channels, groups),
      ...(time && { time: { values: padded, offset: 3 } }),
    };
    const f = (given: tf.Tensor) => {
      const whole = given as tf.Tensor4D;
      return normalize(first === null ? [whole] : tf.split(whole, [first, channels - first], 3), norm);
    };
    const { value, grad } = tf.valueAndGrad(f)(
      tf.tensor4d(x, [batch, height, width, channels]),
      tf.tensor4d(dy, [batch, height, width, channels]),
    );
    const reference = { x, shape, gamma, beta, groups, eps: 1e-5, activated, time };
    return [
      { quantity: 'value', computed: value, expected: referenceGroupNorm(reference, null) },
      { quantity: 'gradient', computed: grad, expected: referenceGroupNorm(reference, dy) },
    ];
  };
  return {
    name: `group norm ${batch}×${height}×${width}×${channels} in ${groups}${kind}`,
    compute,
  };
}

const plain = { activated: false, timed: false, first: null };

export const normCases: readonly KernelCase[] = [
  normCase([1, 1, 1, 10], 1, plain),
  normCase([2, 7, 9, 10], 5, { ...plain, activated: true }),
  normCase([3, 5, 13, 63], 9, { activated: true, timed: true, first: null }),
  normCase([2, 5, 3, 12], 2, { activated: true, timed: false, first: 5 }),
  normCase([1, 28, 28, 8], 2, { activated: true, timed: false, first: null }),
];
