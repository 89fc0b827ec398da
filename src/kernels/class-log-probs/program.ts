// The classifier's end, or its input gradient, in one dispatch.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import { dispatch, type Kernel } from '../dispatch';
import wgsl from './kernel.wgsl?raw';

const kernel: Kernel = { name: 'class-log-probs', wgsl, workgroupSize: 128 };

const WORKGROUP_BYTES = 16_384; // what every adapter has

/** Weights of a classifier's last layer. */
export interface ClassWeights {
  readonly kernel: tf.Tensor2D; // [C, K]
  readonly bias: tf.Tensor1D; // [K]
  /** The heads whose classes lie side by side, each a softmax of its own; absent: one of all classes. */
  readonly heads?: ClassHeads;
}

export interface ClassHeads {
  /** Classes of each; they sum to K. */
  readonly sizes: readonly number[];
  /** `headBounds` of them. */
  readonly bounds: tf.Tensor1D; // int32 [2·K]
}

/** For each class, the first class of its head and the one behind its last, [2·K]. */
export function headBounds(sizes: readonly number[]): Int32Array {
  const ends = sizes.map((_, head) => sizes.slice(0, head + 1).reduce((sum, size) => sum + size, 0));
  return Int32Array.from(
    sizes.flatMap((size, head) =>
      Array.from({ length: size }, () => [ends[head]! - size, ends[head]!]).flat(),
    ),
  );
}

export function fitsWorkgroup({ kernel: w }: ClassWeights): boolean {
  return 4 * (w.shape[0] + w.shape[1]) <= WORKGROUP_BYTES;
}

/** @param x [B, H, W, C] @returns [B, K] */
export function runClassLogProbs(
  backend: WebGPUBackend,
  x: tf.Tensor4D,
  { kernel: w, bias, heads }: ClassWeights,
): tf.Tensor2D {
  const [batch, height, width, channels] = x.shape;
  const classes = w.shape[1];
  return dispatch(backend, kernel, {
    constants: { channels, classes, backward: false, several: heads !== undefined },
    inputs: { x, dy: bias, logProbs: bias, w, bias, heads: heads?.bounds ?? bias },
    integers: { pixels: height * width },
    workgroups: [batch, 1],
    outputShape: [batch, classes],
  }) as tf.Tensor2D;
}

/** @param dy [B, K] @param logProbs what came out [B, K] @returns [B, H, W, C], the input's shape */
export function runClassLogProbsGradient(
  backend: WebGPUBackend,
  shape: readonly [number, number, number, number],
  { kernel: w, bias, heads }: ClassWeights,
  logProbs: tf.Tensor2D,
  dy: tf.Tensor2D,
): tf.Tensor4D {
  const [batch, height, width, channels] = shape;
  return dispatch(backend, kernel, {
    constants: { channels, classes: w.shape[1], backward: true, several: heads !== undefined },
    inputs: { x: bias, dy, logProbs, w, bias, heads: heads?.bounds ?? bias },
    integers: { pixels: height * width },
    workgroups: [batch, 1],
    outputShape: shape,
  }) as tf.Tensor4D;
}
