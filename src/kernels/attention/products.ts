// Products of many small matrices. tfjs' WASM backend multiplies two matrices with XNNPACK, and any more of them in
// a plain loop that is twenty times slower; taking them apart copies the whole once for every part. There, the
// matrices are named where they lie in memory, and multiplied one pair after the other.

import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { wasmFunction } from '../recording/wasm-calls';

/** Matrices of one shape in a tensor [parts, groups, rows, columns]: those of one part. */
export interface Matrices {
  readonly all: tf.Tensor4D;
  readonly part: number;
}

/**
 * a·b of each pair and each group.
 *
 * @param pairs whose products have the same shape
 * @returns [pairs, groups, rows, columns], of the current scope
 */
export function products(pairs: readonly (readonly [a: Matrices, b: Matrices])[]): tf.Tensor4D {
  const backend = tf.backend();
  if (backend instanceof BackendWasm) return productsInPlace(backend, pairs);
  return tf.stack(pairs.map(([a, b]) => tf.matMul(partOf(a), partOf(b)))) as tf.Tensor4D;
}

function partOf({ all, part }: Matrices): tf.Tensor3D {
  const [parts, groups, rows, columns] = all.shape;
  const flat = tf.reshape<tf.Rank.R4>(all, [parts, groups, rows, columns]);
  return tf.reshape(tf.slice(flat, [part, 0, 0, 0], [1, groups, rows, columns]), [groups, rows, columns]);
}

function productsInPlace(
  backend: BackendWasm,
  pairs: readonly (readonly [a: Matrices, b: Matrices])[],
): tf.Tensor4D {
  const [[a, b]] = pairs as [(typeof pairs)[number]];
  const [, groups, rows] = a.all.shape;
  const columns = b.all.shape[3];
  const output = backend.makeOutput([pairs.length, groups, rows, columns], 'float32');
  const multiply = multiplication(backend);
  pairs.forEach(([left, right], pair) => {
    for (let group = 0; group < groups; group++) {
      const views = [
        viewOf(backend, left.all, left.part * groups + group),
        viewOf(backend, right.all, right.part * groups + group),
        viewOf(backend, output, pair * groups + group),
      ] as const;
      multiply(...views);
      for (const view of views) forget(backend, view);
    }
  });
  return tf.engine().makeTensorFromTensorInfo(output) as tf.Tensor4D;
}

/** The `index`-th matrix of a tensor, where it lies. */
function viewOf(backend: BackendWasm, { dataId, shape }: tf.TensorInfo, index: number): tf.TensorInfo {
  const matrix = shape.slice(-2);
  const offset = backend.getMemoryOffset(dataId) + 4 * index * tf.util.sizeFromShape(matrix);
  return backend.makeOutput([1, ...matrix], 'float32', offset);
}

/** Its memory is another tensor's and stays. */
function forget(backend: BackendWasm, { dataId }: tf.TensorInfo): void {
  backend.dataIdMap.get(dataId).memoryOffset = 0; // which C's free() leaves alone
  backend.disposeData(dataId);
}

type Multiply = (a: tf.TensorInfo, b: tf.TensorInfo, into: tf.TensorInfo) => void;

const multiplications = new WeakMap<BackendWasm, Multiply>();

/** tfjs' own product of two matrices, into memory that is there already. */
function multiplication(backend: BackendWasm): Multiply {
  const known = multiplications.get(backend);
  if (known) return known;
  const types = ['number', 'array', 'number', 'number', 'array', 'number', 'number', 'number', 'number'];
  const run = wasmFunction(backend, 'BatchMatMul', types);
  const id = ({ dataId }: tf.TensorInfo) => backend.dataIdMap.get(dataId).id;
  const bytes = ({ shape }: tf.TensorInfo) => new Uint8Array(new Int32Array(shape).buffer);
  const multiply: Multiply = (a, b, into) => {
    run(id(a), bytes(a), 3, id(b), bytes(b), 3, 0, 0, id(into));
  };
  multiplications.set(backend, multiply);
  return multiply;
}
