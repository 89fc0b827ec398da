// On WASM a function is written down at its first run and run again from that: the same numbers bit for bit, whatever
// it is given, and nothing stays behind.

import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { beforeAll, expect, test } from 'vitest';
import { attend } from '../../src/kernels/attention/operation';
import { linear } from '../../src/kernels/linear/operation';
import { normalizeRows } from '../../src/kernels/layer-norm/operation';
import { RecordedFunction } from '../../src/kernels/recording/recorded-function';
import { recordOnWasm } from '../../src/kernels/recording/wasm-recording';
import { numbers } from './numbers';
import { startTestWasm } from './start-test-wasm';

beforeAll(async () => {
  await startTestWasm();
});

const WIDTH = 8;
const SHAPE = [2, 1, 5, WIDTH];
const given = (seed: number): Float32Array<ArrayBuffer> => Float32Array.from(numbers(2 * 5 * WIDTH, seed));

function wasm(): BackendWasm {
  const backend = tf.backend();
  if (!(backend instanceof BackendWasm)) throw new Error('wasm-recording: expected WASM');
  return backend;
}

const held = () => ({ tensors: tf.memory().numTensors, data: wasm().numDataIds() });

/** A layer of attention, value and gradient. @param weights of the layers of q, k and v, and of what unites them */
function layer(weights: readonly [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D]): (x: tf.Tensor) => tf.Tensor[] {
  const turned = (kernel: tf.Tensor4D) => () => tf.transpose<tf.Tensor4D>(kernel, [0, 1, 3, 2]);
  const [apart, together, some] = weights;
  return (x) => {
    const first = tf.slice(some, [0], [WIDTH]);
    const { value, grad } = tf.valueAndGrad((z) => {
      const normal = normalizeRows(z as tf.Tensor4D, { gamma: first, beta: first, eps: 1e-5 });
      const qkv = linear(normal, { kernel: apart, bias: some, turned: turned(apart) });
      const mixed = attend(qkv, { heads: 2, headDim: WIDTH / 2 });
      const united = { kernel: together, bias: first, turned: turned(together) };
      return linear(mixed, united, { activation: 'gelu', residual: z as tf.Tensor4D });
    })(x);
    return [value, grad];
  };
}

const cut = (x: tf.Tensor): tf.Tensor[] => {
  const [first, second] = [
    tf.slice(x, [0, 0, 0, 0], [1, 1, 5, WIDTH]),
    tf.slice(x, [1, 0, 1, 2], [1, 1, 3, 4]),
  ];
  return [tf.concat([first, first, tf.zerosLike(first)], 3), tf.add(tf.softmax(second), tf.clone(second))];
};

test('a recording gives the numbers of a run, whatever it is given', async () => {
  const weights = [
    tf.tensor4d(Float32Array.from(numbers(3 * WIDTH * WIDTH, 7)), [1, 1, WIDTH, 3 * WIDTH]),
    tf.tensor4d(Float32Array.from(numbers(WIDTH * WIDTH, 8)), [1, 1, WIDTH, WIDTH]),
    tf.tensor1d(Float32Array.from(numbers(3 * WIDTH, 9))),
  ] as const;
  const before = held();
  for (const compute of [layer(weights), cut]) {
    const inputs = [tf.tensor(given(1), SHAPE)];
    const { recording } = recordOnWasm(wasm(), inputs, () => tf.tidy(() => compute(inputs[0]!)));
    expect(recording).not.toBeNull();
    tf.dispose(inputs);
    for (const seed of [2, 3, 2, 1]) {
      const plain = tf.tidy(() => compute(tf.tensor(given(seed), SHAPE)).map((x) => x.dataSync()));
      expect(recording!.replay([given(seed)])).toEqual(plain);
    }
    recording!.dispose();
    expect(held()).toEqual(before);
  }
  tf.dispose([...weights]);
});

test('a function stays right where it cannot be written down, and where it changes with its numbers', async () => {
  const onCpu = (x: tf.Tensor) => [tf.tensor(x.dataSync().map((v) => v + 1))];
  const byNumbers = (x: tf.Tensor) => [x.dataSync()[0]! > 0 ? tf.neg(x) : tf.square(x)];
  const outside = tf.tensor([3]);
  const alias = (x: tf.Tensor) => [tf.reshape(x, [-1]), tf.clone(outside)];
  const truths = (x: tf.Tensor) => [tf.cast(tf.greater(x, 0), 'float32')];
  for (const compute of [onCpu, byNumbers, alias, truths]) {
    const before = held();
    const f = new RecordedFunction(([x]) => compute(x!));
    for (const seed of [1, 1, 2, 3, 1]) {
      const plain = tf.tidy(() => compute(tf.tensor(given(seed), SHAPE)).map((x) => x.dataSync()));
      expect(await f.run([{ values: given(seed), shape: SHAPE }])).toEqual(plain);
    }
    f.dispose();
    expect(held()).toEqual(before);
  }
  outside.dispose();
});

test('memory does not grow with runs, nor with recordings that are forgotten', async () => {
  const rows = 20_000;
  const big = (x: tf.Tensor) => [tf.sum(tf.sigmoid(tf.mul(x, x)))];
  const once = async (): Promise<void> => {
    const f = new RecordedFunction(([x]) => big(x!));
    const input = () => [{ values: new Float32Array(rows * WIDTH).fill(1), shape: [rows, WIDTH] }];
    for (let i = 0; i < 3; i++) await f.run(input());
    f.dispose();
  };
  await once();
  const before = { ...held(), heap: heapSize() };
  for (let i = 0; i < 40; i++) await once();
  expect({ ...held(), heap: heapSize() }).toEqual(before);
});

function heapSize(): number {
  const heap: unknown = Reflect.get(wasm().wasm, 'HEAPU8');
  if (!(heap instanceof Uint8Array)) throw new Error('wasm-recording: tfjs has no heap under that name');
  return heap.length;
}
