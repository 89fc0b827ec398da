// The classifier's end, or its input gradient, in one dispatch.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import { dispatch, type Kernel } from '../dispatch';
import wgsl from './kernel.wgsl?raw';

const kernel: Kernel = { name: 'class-log-probs', wgsl, workgroupSize: 128 };

const WORKGROUP_BYTES = 16_384; // what every adapter has

export interface ClassWeights {
  readonly kernel: tf.Tensor2D; // [C, K]
  readonly bias: tf.Tensor1D; // [K]
}

export function fitsWorkgroup({ kernel: w }: ClassWeights): boolean {
  return 4 * (w.shape[0] + w.shape[1]) <= WORKGROUP_BYTES;
}

/** @param x [B, H, W, C] @returns [B, K] */
export function runClassLogProbs(
  backend: WebGPUBackend,
  x: tf.Tensor4D,
  { kernel: w, bias }: ClassWeights,
): tf.Tensor2D {
  const [batch, height, width, channels] = x.shape;
  const classes = w.shape[1];
  return dispatch(backend, kernel, {
    constants: { channels, classes, backward: false },
    inputs: { x, dy: bias, logProbs: bias, w, bias },
    integers: { pixels: height * width },
    workgroups: [batch, 1],
    outputShape: [batch, classes],
  }) as tf.Tensor2D;
}

/** @param dy [B, K] @param logProbs what came out [B, K] @returns [B, H, W, C], the input's shape */
export function runClassLogProbsGradient(
  backend: WebGPUBackend,
  shape: readonly [number, number, number, number],
  { kernel: w, bias }: ClassWeights,
  logProbs: tf.Tensor2D,
  dy: tf.Tensor2D,
): tf.Tensor4D {
  const [batch, height, width, channels] = shape;
  return dispatch(backend, kernel, {
    constants: { channels, classes: w.shape[1], backward: true },
    inputs: { x: bias, dy, logProbs, w, bias },
    integers: { pixels: height * width },
    workgroups: [batch, 1],
    outputShape: shape,
  }) as tf.Tensor4D;
}
