// Convolutions as PyTorch has them. Plain conv2d, never fused: the gradient of the fused one also computes
// the filter's, which WASM cannot. At stride 1 the input gradient is itself a convolution, with the kernel
// turned around: far faster than tfjs' own on every backend.

import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from '../parameters';
import { withInputGradient } from './input-gradient';
import type { Layer } from './layer';

interface Geometry {
  readonly inputs: number;
  readonly outputs: number;
  readonly size: 1 | 3;
  readonly stride?: number;
  /** Rows and columns of zeros on each side; `after` adds one row below and one column to the right only. */
  readonly padding?: 0 | 1 | 'after';
}

const explicit: Readonly<Record<'0' | '1' | 'after', tf.backend_util.ExplicitPadding>> = {
  0: [[0, 0], [0, 0], [0, 0], [0, 0]], // prettier-ignore
  1: [[0, 0], [1, 1], [1, 1], [0, 0]], // prettier-ignore
  after: [[0, 0], [0, 1], [0, 1], [0, 0]], // prettier-ignore
};

export function loadConvolution(parameters: Parameters, name: string, geometry: Geometry): Layer {
  const { inputs, outputs, size, stride = 1, padding = size === 3 ? 1 : 0 } = geometry;
  const { kernel, bias } = parameters.convolution(name, inputs, outputs, size);
  const pad = explicit[padding];
  const plain: Layer = (x) => tf.conv2d(x, kernel, stride, pad);
  const convolve = stride === 1 && padding === (size - 1) / 2 ? withTurnedKernel(plain) : plain;
  return (x) => tf.tidy(() => tf.add<tf.Tensor4D>(convolve(x), bias));

  function withTurnedKernel(forward: Layer): Layer {
    let turned: tf.Tensor4D | null = null; // made by the first gradient: most networks never need one
    return withInputGradient<[]>(
      (x) => ({ value: forward(x), saved: [] }),
      (dy) => {
        turned ??= parameters.own(tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]));
        return tf.conv2d(dy, turned, 1, pad);
      },
    );
  }
}
