// The gradients written out against tfjs' own.

import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeAll, describe, expect, it } from 'vitest';
import { forward, inputGradient, parameterCount, parameterGradient, placesOf } from '../../src/nn/plane-mlp';
import { numbers } from '../kernels/numbers';
import { startTestWasm } from '../kernels/start-test-wasm';

beforeAll(startTestWasm);

const sizes = [7, 12, 9, 3];
const batch = 10;

/** The same network in tfjs' differentiable operations. */
function stock(parameters: tf.Tensor1D, input: tf.Tensor2D): tf.Tensor2D {
  return placesOf(sizes).reduce((h, { inputs, outputs, begin }, i) => {
    const kernel = tf.reshape<tf.Rank.R2>(tf.slice(parameters, begin, inputs * outputs), [inputs, outputs]);
    const z = tf.add<tf.Tensor2D>(
      tf.matMul(h, kernel),
      tf.slice(parameters, begin + inputs * outputs, outputs),
    );
    return i === sizes.length - 2 ? z : tf.mul(z, tf.sigmoid(z));
  }, input);
}

function expectClose(a: tf.Tensor, b: tf.Tensor): void {
  const [ours, theirs] = [a.dataSync(), b.dataSync()];
  expect(ours).toHaveLength(theirs.length);
  const size = Math.max(...theirs.map(Math.abs));
  ours.forEach((value, i) => expect(Math.abs(value - theirs[i]!)).toBeLessThan(1e-5 * size));
}

describe('the MLP', () => {
  const setUp = () => ({
    parameters: tf.mul<tf.Tensor1D>(tf.tensor1d(numbers(parameterCount(sizes), 1)), 0.5),
    input: tf.tensor2d(numbers(batch * 7, 2), [batch, 7]),
    slope: tf.tensor2d(numbers(batch * 3, 3), [batch, 3]),
  });

  it('counts its parameters', () => expect(parameterCount(sizes)).toBe(8 * 12 + 13 * 9 + 10 * 3));

  it('is what tfjs makes of the same layers', () => {
    tf.tidy(() => {
      const { parameters, input } = setUp();
      expectClose(forward(sizes, parameters, input).output, stock(parameters, input));
    });
  });

  it('has tfjs’ gradients, to parameters and to the input', () => {
    tf.tidy(() => {
      const { parameters, input, slope } = setUp();
      const grads = tf.grads((p, x) => stock(p as tf.Tensor1D, x as tf.Tensor2D));
      const [ofParameters, ofInput] = grads([parameters, input], slope);
      const passed = forward(sizes, parameters, input);
      expectClose(parameterGradient(passed, slope), ofParameters!);
      expectClose(inputGradient(passed, slope), ofInput!);
    });
  });
});
