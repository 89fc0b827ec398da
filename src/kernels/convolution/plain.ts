// The convolution in stock operations, for every backend. Plain conv2d, never fused: the gradient of the fused
// one also computes the filter's, which WASM cannot. At stride 1 the input gradient is itself a convolution, with
// the kernel turned around: far faster than tfjs' own on every backend.

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
  let h = tf.add<tf.Tensor4D>(convolve(read, weights, geometry), weights.bias);
  if (time) h = tf.add(h, timeColumns(time.values, time.offset, h.shape[3]));
  if (residual) h = tf.add(residual, h);
  if (shortcut) h = tf.add(convolve(joined(shortcut.inputs), shortcut.weights, { stride: 1, padding: 0 }), h);
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
): tf.Tensor4D {
  const { kernel } = weights;
  const pad = explicit[padding];
  const forward = () => tf.conv2d(x, kernel, stride, pad);
  if (stride !== 1 || padding !== (kernel.shape[0] - 1) / 2) return forward();
  return withInputGradients(
    [x],
    () => ({ value: forward(), saved: [] }),
    (dy) => [tf.conv2d(dy, weights.turned(), 1, pad)],
  );
}
