// What a convolution is given, on either path: its weights, its geometry, and what is added to it.

import type * as tf from '@tensorflow/tfjs-core';

/** On the backend, as TensorFlow lays them out (HWIO), and not PyTorch's OIHW. */
export interface ConvolutionWeights {
  readonly kernel: tf.Tensor4D; // [S, S, I, O]
  readonly bias: tf.Tensor1D; // [O]
  /** The kernel turned around for the plain gradient, [S, S, O, I]. Made of numbers, not on the backend: the first
   * call may come while pipelines are compiled and nothing runs. */
  readonly turned: () => tf.Tensor4D;
  /** The kernel as packed halves, for the fused path; null where not every number is one. Made as `turned` is. */
  readonly halves?: () => tf.Tensor1D | null;
}

/** How the kernel moves over its input. */
export interface Geometry {
  readonly stride: number;
  /** Rows and columns of zeros on each side; `after` adds one row below and one column to the right only. */
  readonly padding: 0 | 1 | 'after';
  /** x is first doubled by nearest neighbours; at stride 1 only. */
  readonly upsampled?: boolean;
}

export interface Extras {
  /** Columns [offset, offset + O) of [B, W] are added to every pixel. */
  readonly time?: { readonly values: tf.Tensor2D; readonly offset: number };
  /** Added; of the result's shape. */
  readonly residual?: tf.Tensor4D;
  /** A 1×1 convolution of these, one behind the other along the channels, is added. Its bias is in the bias. */
  readonly shortcut?: {
    readonly inputs: readonly tf.Tensor4D[];
    readonly weights: Pick<ConvolutionWeights, 'kernel' | 'turned' | 'halves'>;
  };
  /** The whole is divided by this. */
  readonly divisor: number;
}
