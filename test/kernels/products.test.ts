// Products of matrices named where they lie: the numbers, and that nothing stays behind.

import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { products } from '../../src/kernels/attention/products';
import { numbers } from './numbers';
import { startTestWasm } from './start-test-wasm';

beforeAll(async () => {
  await startTestWasm();
});

test.each([
  [1, 1, 1, 1],
  [3, 5, 7, 2],
  [4, 63, 10, 65],
])('%i groups of %i×%i by %i', (groups, rows, inner, columns) => {
  const backend = tf.backend();
  if (!(backend instanceof BackendWasm)) throw new Error('products: expected WASM');
  const a = numbers(2 * groups * rows * inner, 1);
  const b = numbers(3 * groups * inner * columns, 2);
  const left = tf.tensor4d(a, [2, groups, rows, inner]);
  const right = tf.tensor4d(b, [3, groups, inner, columns]);
  const before = { tensors: tf.memory().numTensors, kept: backend.numDataIds() };

  for (let again = 0; again < 3; again++) {
    const result = products([
      [
        { all: left, part: 1 },
        { all: right, part: 2 },
      ],
      [
        { all: left, part: 0 },
        { all: right, part: 1 },
      ],
    ]);
    expect(result.shape).toEqual([2, groups, rows, columns]);
    const values = result.dataSync();
    result.dispose();
    const product = (from: number, to: number, group: number, row: number, column: number) => {
      let sum = 0;
      for (let k = 0; k < inner; k++) {
        sum +=
          a[((from * groups + group) * rows + row) * inner + k]! *
          b[((to * groups + group) * inner + k) * columns + column]!;
      }
      return sum;
    };
    let at = 0;
    let apart = 0;
    for (const [from, to] of [
      [1, 2],
      [0, 1],
    ] as const) {
      for (let group = 0; group < groups; group++) {
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++, at++) {
            apart = Math.max(apart, Math.abs(values[at]! - product(from, to, group, row, column)));
          }
        }
      }
    }
    expect(at).toBe(values.length);
    expect(apart).toBeLessThan(1e-4);
  }
  expect({ tensors: tf.memory().numTensors, kept: backend.numDataIds() }).toEqual(before);
  expect(left.dataSync()).toEqual(a);
  expect(right.dataSync()).toEqual(b);
  tf.dispose([left, right]);
});
