// Layer norm, or its input gradient, in one dispatch.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import { dispatch, type Kernel } from '../dispatch';
import total from '../total.wgsl?raw';
import wgsl from './kernel.wgsl?raw';

const kernel: Kernel = { name: 'layer-norm', wgsl: total + wgsl, workgroupSize: 64 };

export interface LayerNorm {
  readonly gamma: tf.Tensor1D; // [C]
  readonly beta: tf.Tensor1D; // [C]
  readonly eps: number;
}

/** @param dy of x's shape for the gradient @returns x's shape */
export function runLayerNorm(
  backend: WebGPUBackend,
  x: tf.Tensor4D,
  { gamma, beta, eps }: LayerNorm,
  dy: tf.Tensor4D | null,
): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  return dispatch(backend, kernel, {
    constants: { backward: dy !== null },
    inputs: { x, dy: dy ?? x, gamma, beta },
    integers: { channels },
    floats: { eps },
    workgroups: [batch * height * width, 1],
    outputShape: x.shape,
  }) as tf.Tensor4D;
}
