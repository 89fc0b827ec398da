import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadGroupNorm } from '../../src/nn/layers/group-norm';
import { Parameters } from '../../src/nn/parameters';
import { startTestWasm } from '../kernels/start-test-wasm';

beforeAll(async () => {
  await startTestWasm();
});

/** A norm with random scale and bias, and the same written out in stock operations. */
function norms(channels: number, groups: number, eps: number) {
  const stored = new Map([
    ['n.weight', Float32Array.from({ length: channels }, (_, i) => 1 + Math.sin(i))],
    ['n.bias', Float32Array.from({ length: channels }, (_, i) => Math.cos(i))],
  ]);
  const parameters = new Parameters({
    owner: 'test',
    names: [...stored.keys()],
    shapeOf: (name) => (stored.has(name) ? [channels] : null),
    read: (name) => stored.get(name) ?? new Float32Array(),
  });
  const layer = loadGroupNorm(parameters, 'n', { channels, groups, eps });
  const stock = (x: tf.Tensor4D): tf.Tensor4D => {
    const [batch, height, width] = x.shape;
    const grouped = tf.reshape(x, [batch, height * width, groups, channels / groups]);
    const { mean, variance } = tf.moments(grouped, [1, 3], true);
    const normal = tf.reshape(tf.div(tf.sub(grouped, mean), tf.sqrt(tf.add(variance, eps))), x.shape);
    return tf.add(tf.mul(normal, [...(stored.get('n.weight') ?? [])]), [...(stored.get('n.bias') ?? [])]);
  };
  return { parameters, layer, stock };
}

describe.each([
  [1, 1, 8, 2],
  [2, 3, 4, 4],
  [3, 1, 10, 1],
])('batch %i, side %i, %i channels in %i groups', (batch, side, channels, groups) => {
  test('value and input gradient are those of stock operations', () => {
    const { parameters, layer, stock } = norms(channels, groups, 1e-5);
    tf.tidy(() => {
      const x = tf.add<tf.Tensor4D>(tf.randomNormal([batch, side, side, channels], 0, 1, 'float32', 1), 3);
      const w = tf.randomNormal(x.shape, 0, 1, 'float32', 2);
      const gradient = (f: (x: tf.Tensor4D) => tf.Tensor4D) =>
        tf.grad((xt) => tf.sum(tf.mul(f(xt as tf.Tensor4D), w)))(x);
      expect(tf.max(tf.abs(tf.sub(layer(x), stock(x)))).arraySync()).toBeLessThan(1e-5);
      expect(tf.max(tf.abs(tf.sub(gradient(layer), gradient(stock)))).arraySync()).toBeLessThan(1e-4);
    });
    parameters.dispose();
  });
});
