// A dense layer on few rows in one dispatch.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import { dispatch, type Kernel } from '../dispatch';
import wgsl from './kernel.wgsl?raw';

const kernel: Kernel = { name: 'dense', wgsl, workgroupSize: 64 };

/** @param x [N, I] @param w [I, O] @returns [N, O] */
export function runDense(
  backend: WebGPUBackend,
  x: tf.Tensor2D,
  w: tf.Tensor2D,
  bias: tf.Tensor1D,
  activated: boolean,
): tf.Tensor2D {
  const [rows] = x.shape;
  const [inChannels, outChannels] = w.shape;
  return dispatch(backend, kernel, {
    constants: { activated },
    inputs: { x, w, bias },
    integers: { inChannels, outChannels },
    workgroups: [Math.ceil(outChannels / 16), rows],
    outputShape: [rows, outChannels],
  }) as tf.Tensor2D;
}
