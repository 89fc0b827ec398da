// A convolution and what may be folded into it, in one dispatch.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import { dispatch, type Kernel } from '../dispatch';
import wgsl from './kernel.wgsl?raw';

const kernel: Kernel = { name: 'convolution', wgsl, workgroupSize: 64 };

export interface ConvolutionCall {
  readonly x: tf.Tensor4D; // [B, H, W, I]; transposed: ∂/∂output
  readonly kernel: tf.Tensor4D; // [S, S, I, O], whichever way it runs
  /** The same numbers as packed halves, read instead; null where they are none. */
  readonly halves: tf.Tensor1D | null;
  readonly bias: tf.Tensor1D | null; // [O]
  readonly stride: number;
  /** Rows and columns of zeros above and to the left. */
  readonly padding: number;
  /** Reads x as if each pixel were four. */
  readonly upsampled: boolean;
  /** Runs from outputs to inputs: the input gradient. */
  readonly transposed: boolean;
  readonly outputShape: readonly [batch: number, height: number, width: number, channels: number];
  /** Added to every pixel: columns [offset, offset + O) of [B, width]. */
  readonly time?: { readonly values: tf.Tensor2D; readonly offset: number };
  /** Added. */
  readonly residual?: tf.Tensor4D;
  /** A 1×1 convolution of these, one behind the other along the channels, is added. Its bias is in `bias`. */
  readonly shortcut?: {
    readonly inputs: readonly tf.Tensor4D[];
    readonly kernel: tf.Tensor4D;
    readonly halves: tf.Tensor1D | null;
  };
  /** The whole is multiplied by this. */
  readonly scale: number;
}

/** @returns [B, H', W', C'] as `outputShape` says */
export function runConvolution(backend: WebGPUBackend, call: ConvolutionCall): tf.Tensor4D {
  const { x, time, shortcut, outputShape } = call;
  const w = call.halves ?? call.kernel;
  const [batch, height, width, channels] = outputShape;
  const rows = batch * height * width;
  const columns = Math.ceil(channels / 32);
  const rowsPerThread = [4, 2].find((n) => Math.ceil(rows / (8 * n)) * columns >= ENOUGH_WORKGROUPS) ?? 1;
  const unused = call.bias ?? x; // what is not there is bound all the same, and never read
  const [first, second] = shortcut?.inputs ?? [];
  return dispatch(backend, kernel, {
    constants: {
      rowsPerThread,
      transposed: call.transposed,
      upsampled: call.upsampled,
      biased: call.bias !== null,
      timed: time !== undefined,
      added: call.residual !== undefined,
      projected: shortcut !== undefined,
      halves: call.halves !== null,
      shortcutHalves: (shortcut?.halves ?? null) !== null,
    },
    inputs: {
      x,
      w,
      bias: unused,
      time: time?.values ?? unused,
      residual: call.residual ?? first ?? unused,
      second: second ?? unused,
      shortcutW: shortcut?.halves ?? shortcut?.kernel ?? unused,
    },
    integers: {
      inHeight: x.shape[1],
      inWidth: x.shape[2],
      inChannels: x.shape[3],
      outHeight: height,
      outWidth: width,
      outChannels: channels,
      rows,
      size: call.kernel.shape[0],
      stride: call.stride,
      padding: call.padding,
      timeWidth: time?.values.shape[1] ?? 0,
      timeOffset: time?.offset ?? 0,
      residualChannels: first?.shape[3] ?? 0,
      shortcutChannels: (first?.shape[3] ?? 0) + (second?.shape[3] ?? 0),
    },
    floats: { scale: call.scale },
    workgroups: [Math.ceil(rows / (8 * rowsPerThread)), columns],
    outputShape,
  }) as tf.Tensor4D;
}

/** Below this, a GPU idles: tiles get smaller instead. */
const ENOUGH_WORKGROUPS = 64;
