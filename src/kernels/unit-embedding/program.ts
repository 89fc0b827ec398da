// The end of an image encoder, or its input gradient, in one dispatch.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import { dispatch, type Kernel } from '../dispatch';
import wgsl from './kernel.wgsl?raw';

const kernel: Kernel = { name: 'unit-embedding', wgsl, workgroupSize: 64 };

const WORKGROUP_BYTES = 16_384; // what every adapter has

export interface EmbeddingWeights {
  readonly kernel: tf.Tensor2D; // [C, D]
  readonly bias: tf.Tensor1D; // [D]
}

/** A vector shorter than this is divided by this instead, as PyTorch's normalize does. */
export const SHORTEST = 1e-12;

export function fitsWorkgroup({ kernel: w }: EmbeddingWeights): boolean {
  return 4 * (w.shape[0] + w.shape[1]) <= WORKGROUP_BYTES;
}

/** @param x [B, H, W, C] @param dy [B, D] for the gradient @returns [B, D], or ∂/∂x */
export function runUnitEmbedding(
  backend: WebGPUBackend,
  x: tf.Tensor4D,
  { kernel: w, bias }: EmbeddingWeights,
  dy: tf.Tensor2D | null,
): tf.Tensor {
  const [batch, height, width, channels] = x.shape;
  const dimensions = w.shape[1];
  return dispatch(backend, kernel, {
    constants: { channels, dimensions, backward: dy !== null, shortest: SHORTEST },
    inputs: { x, dy: dy ?? bias, w, bias },
    integers: { pixels: height * width },
    workgroups: [batch, 1],
    outputShape: dy === null ? [batch, dimensions] : x.shape,
  });
}
