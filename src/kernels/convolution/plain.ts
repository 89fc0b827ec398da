// The convolution in stock operations, for every backend. tfjs' gradient of it also computes the filter's, which
// WASM cannot; ours is itself a convolution with the kernel turned around, of ∂/∂output spread out where there is
// a stride: far faster than tfjs' own on every backend.

import * as tf from '@tensorflow/tfjs-core';
import { joined, parted } from '../channels';
import { withInputGradients } from '../input-gradient';
import type { ConvolutionWeights, Extras, Geometry } from './weights';

type Padding = tf.backend_util.ExplicitPadding;

const explicit: Readonly<Record<'0' | '1' | 'after', Padding>> = {
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
  const { upsampled = false, stride, padding } = geometry;
  const [batch, height, width, channels] = x.shape;
  const factor = upsampled ? 2 : 1;
  const readShape: Shape = [batch, factor * height, factor * width, channels];

  const forward = () => {
    const read = upsampled ? tf.image.resizeNearestNeighbor(x, [readShape[1], readShape[2]]) : x;
    const { kernel: filter, bias } = weights;
    let h = tf.fused.conv2d({ x: read, filter, bias, strides: stride, pad: explicit[padding] });
    if (time) h = tf.add(h, timeColumns(time.values, time.offset, h.shape[3]));
    if (residual) h = tf.add(residual, h);
    if (shortcut) h = tf.add(tf.conv2d(joined(shortcut.inputs), shortcut.weights.kernel, 1, 'valid'), h);
    return { value: divisor === 1 ? h : tf.div<tf.Tensor4D>(h, divisor), saved: [] };
  };

  const backward = (dy: tf.Tensor4D) => {
    const slope = divisor === 1 ? dy : tf.div<tf.Tensor4D>(dy, divisor);
    const toRead = inputGradient(slope, weights, geometry, readShape);
    const toX = upsampled ? tf.mul<tf.Tensor4D>(tf.avgPool(toRead, 2, 2, 'valid'), 4) : toRead;
    const toShortcut = shortcut
      ? parted(tf.conv2d(slope, shortcut.weights.turned(), 1, 'valid'), shortcut.inputs)
      : [];
    return [toX, ...(residual ? [tf.clone(slope)] : []), ...toShortcut];
  };

  return withInputGradients(
    [x, ...(residual ? [residual] : []), ...(shortcut?.inputs ?? [])],
    forward,
    backward,
  );
}

/** Columns [offset, offset + width) of [B, W], as [B, 1, 1, width]. */
export function timeColumns(values: tf.Tensor2D, offset: number, width: number): tf.Tensor4D {
  const [batch] = values.shape;
  return tf.reshape(tf.slice(values, [0, offset], [batch, width]), [batch, 1, 1, width]);
}

type Shape = [batch: number, height: number, width: number, channels: number];

/** From ∂/∂output to ∂/∂x of a convolution alone; x has `shape`. */
function inputGradient(
  dy: tf.Tensor4D,
  { kernel, turned }: ConvolutionWeights,
  { stride, padding }: Geometry,
  shape: Shape,
): tf.Tensor4D {
  const [size] = kernel.shape;
  if (stride === 1 && padding === (size - 1) / 2) return tf.conv2d(dy, turned(), 1, explicit[padding]);
  if (stride !== 2 || size !== 3) return tf.conv2dTranspose(dy, kernel, shape, stride, explicit[padding]);
  const above = padding === 'after' ? 2 : 2 - padding;
  const pad: Padding = [
    [0, 0],
    [above, shape[1] - 2 * dy.shape[1] + 2 - above],
    [above, shape[2] - 2 * dy.shape[2] + 2 - above],
    [0, 0],
  ];
  return tf.conv2d(spread(dy), turned(), 1, pad);
}

/** Zeros behind every pixel and below every row: [B, H, W, C] → [B, 2·H, 2·W, C]. */
function spread(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const rows = tf.reshape<tf.Rank.R3>(x, [batch * height, width, channels]);
  // a row twice as long, of pixels twice as long, is two rows of twice as many pixels
  const longer = tf.pad(rows, [[0, 0], [0, width], [0, channels]]); // prettier-ignore
  return tf.reshape(longer, [batch, 2 * height, 2 * width, channels]);
}
