// The convolution in stock operations, for every backend. tfjs' gradient of it also computes the filter's, which
// WASM cannot; ours is itself a convolution with the kernel turned around, of ∂/∂output spread out where there is
// a stride: far faster than tfjs' own on every backend.

import * as tf from '@tensorflow/tfjs-core';
import { withInputGradients } from '../input-gradient';
import type { ConvolutionWeights, Geometry, Extras } from './operation';

const explicit: Readonly<Record<'0' | '1' | 'after', tf.backend_util.ExplicitPadding>> = {
  0: [[0, 0], [0, 0], [0, 0], [0, 0]], // prettier-ignore
  1: [[0, 0], [1, 1], [1, 1], [0, 0]], // prettier-ignore
  after: [[0, 0], [0, 1], [0, 1], [0, 0]], // prettier-ignore
};

export function plainConvolution(
  x: tf.Tensor4D,
  weights: ConvolutionWeights,
  geometry: Geometry,
  { time, residual, shortcut, divisor }: Extras,
): tf.Tensor4D {
  const { upsampled = false } = geometry;
  const [, height, width] = x.shape;
  const read = upsampled ? tf.image.resizeNearestNeighbor(x, [2 * height, 2 * width]) : x;
  let h = convolve(read, weights, geometry, weights.bias);
  if (time) h = tf.add(h, timeColumns(time.values, time.offset, h.shape[3]));
  if (residual) h = tf.add(residual, h);
  if (shortcut) {
    h = tf.add(convolve(joined(shortcut.inputs), shortcut.weights, { stride: 1, padding: 0 }, null), h);
  }
  return divisor === 1 ? h : tf.div(h, divisor);
}

/** Columns [offset, offset + width) of [B, W], as [B, 1, 1, width]. */
export function timeColumns(values: tf.Tensor2D, offset: number, width: number): tf.Tensor4D {
  const [batch] = values.shape;
  return tf.reshape(tf.slice(values, [0, offset], [batch, width]), [batch, 1, 1, width]);
}

export function joined(inputs: readonly tf.Tensor4D[]): tf.Tensor4D {
  const [first, ...others] = inputs;
  if (first === undefined) throw new Error('joined: expected an input, got none');
  return others.length === 0 ? first : tf.concat([...inputs], 3);
}

function convolve(
  x: tf.Tensor4D,
  weights: Pick<ConvolutionWeights, 'kernel' | 'turned'>,
  { stride, padding }: Geometry,
  bias: tf.Tensor1D | null,
): tf.Tensor4D {
  const { kernel } = weights;
  const [size] = kernel.shape;
  const pad = explicit[padding];
  const forward = () => {
    const call = { x, filter: kernel, strides: stride, pad };
    return {
      value: bias ? tf.fused.conv2d({ ...call, bias }) : tf.conv2d(x, kernel, stride, pad),
      saved: [],
    };
  };
  if (stride === 1 && padding === (size - 1) / 2) {
    return withInputGradients([x], forward, (dy) => [tf.conv2d(dy, weights.turned(), 1, pad)]);
  }
  if (stride === 2 && size === 3) {
    const { shape } = x;
    const above = padding === 'after' ? 2 : 2 - padding;
    return withInputGradients([x], forward, (dy) => [
      tf.conv2d(spread(dy), weights.turned(), 1, [
        [0, 0],
        [above, shape[1] - 2 * dy.shape[1] + 2 - above],
        [above, shape[2] - 2 * dy.shape[2] + 2 - above],
        [0, 0],
      ]),
    ]);
  }
  const value = tf.conv2d(x, kernel, stride, pad);
  return bias ? tf.add(value, bias) : value;
}

/** Zeros behind every pixel and below every row: [B, H, W, C] → [B, 2·H, 2·W, C]. */
function spread(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const rows = tf.reshape<tf.Rank.R3>(x, [batch * height, width, channels]);
  // a row twice as long, of pixels twice as long, is two rows of twice as many pixels
  const longer = tf.pad(rows, [[0, 0], [0, width], [0, channels]]); // prettier-ignore
  return tf.reshape(longer, [batch, 2 * height, 2 * width, channels]);
}
