// What a group normalisation is given, on either path.

import type * as tf from '@tensorflow/tfjs-core';

/** Weights of one group norm. */
export interface Norm {
  readonly gamma: tf.Tensor1D; // [C]
  readonly beta: tf.Tensor1D; // [C]
  readonly groups: number;
  readonly eps: number;
  /** SiLU follows. */
  readonly activated: boolean;
  /** Columns [offset, offset + C) of [B, W] scale, by 1 more than they say, and the next C shift. */
  readonly time?: { readonly values: tf.Tensor2D; readonly offset: number };
  /** The matrix that the plain path averages with: `groupAverage`. */
  readonly average: tf.Tensor2D; // [C, C]
}
