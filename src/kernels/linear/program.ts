// A linear layer with what enters it and what is added, or its input gradient, in one dispatch.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import type { ConvolutionWeights } from '../convolution/weights';
import { dispatch, type Kernel } from '../dispatch';
import { GELU_CURVE, GELU_SLOPE, type Activation } from './activation';
import wgsl from './kernel.wgsl?raw';

const kernel: Kernel = { name: 'linear', wgsl, workgroupSize: 64 };

/** Kernel [1, 1, I, O] and bias [O]. */
export type LinearWeights = ConvolutionWeights;

/** What a linear layer may have around it. */
export interface Around {
  /** Applied to x first. */
  readonly activation?: Activation;
  /** Added to the result; of its shape. */
  readonly residual?: tf.Tensor4D;
}

export interface LinearCall {
  readonly x: tf.Tensor4D; // [B, H, W, I]; backward: ∂/∂output [B, H, W, O]
  readonly kernel: tf.Tensor4D; // [1, 1, I, O]
  /** The same numbers as packed halves, read instead; null where they are none. */
  readonly halves: tf.Tensor1D | null;
  readonly bias: tf.Tensor1D; // [O]
  readonly activation: Activation;
  /** Added to the output; backward: what had entered. Of the result's shape. */
  readonly added: tf.Tensor4D | null;
  readonly backward: boolean;
}

/** @returns [B, H, W, O]; backward: [B, H, W, I] */
export function runLinear(backend: WebGPUBackend, call: LinearCall): tf.Tensor4D {
  const { x, bias, activation, added, backward } = call;
  const [batch, height, width, inChannels] = x.shape;
  const [, , inputs, outputs] = call.kernel.shape;
  const outChannels = backward ? inputs : outputs;
  const rows = batch * height * width;
  const columns = Math.ceil(outChannels / 32);
  const rowsPerThread = [4, 2].find((n) => Math.ceil(rows / (8 * n)) * columns >= ENOUGH_WORKGROUPS) ?? 1;
  return dispatch(backend, kernel, {
    constants: {
      rowsPerThread,
      backward,
      isTanh: activation === 'tanh',
      isGelu: activation === 'gelu',
      geluSlope: GELU_SLOPE,
      geluCurve: GELU_CURVE,
      halves: call.halves !== null,
      hasAdded: added !== null,
    },
    inputs: { x, w: call.halves ?? call.kernel, bias, added: added ?? bias },
    integers: { rows, inChannels, outChannels },
    workgroups: [Math.ceil(rows / (8 * rowsPerThread)), columns],
    outputShape: [batch, height, width, outChannels],
  }) as tf.Tensor4D;
}

/** Below this, a GPU idles: tiles get smaller instead. */
const ENOUGH_WORKGROUPS = 64;
