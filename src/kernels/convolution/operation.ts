// A convolution as diffusers' blocks use it: with bias, time embedding, residual or shortcut, upsampling or
// stride. Differentiable in x, the residual and the shortcut's inputs; the time embedding is a constant.

import * as tf from '@tensorflow/tfjs-core';
import { joined, parted } from '../channels';
import { fusedBackend } from '../fused';
import { withInputGradients } from '../input-gradient';
import { plainConvolution } from './plain';
import { runConvolution } from './program';
import type { ConvolutionWeights, Extras, Geometry } from './weights';

/** @param x [B, H, W, I] @returns [B, H', W', O], of the current scope */
export function convolve(
  x: tf.Tensor4D,
  weights: ConvolutionWeights,
  geometry: Geometry,
  extras: Extras = { divisor: 1 },
): tf.Tensor4D {
  const backend = fusedBackend('convolution');
  if (backend === null) return plainConvolution(x, weights, geometry, extras);

  const { kernel, bias } = weights;
  const halves = weights.halves?.() ?? null;
  const { stride, padding, upsampled = false } = geometry;
  const { residual, shortcut, time, divisor } = extras;
  const scale = 1 / divisor;
  const before = padding === 'after' ? 0 : padding;
  const outputShape = convolvedShape(x.shape, kernel.shape, geometry);
  const common = { transposed: false, upsampled: false, stride: 1, padding: 0, bias: null, scale } as const;

  const forward = () =>
    runConvolution(backend, {
      x,
      kernel,
      halves,
      bias,
      stride,
      padding: before,
      upsampled,
      transposed: false,
      outputShape,
      scale,
      ...(time && { time }),
      ...(residual && { residual }),
      ...(shortcut && {
        shortcut: {
          inputs: shortcut.inputs,
          kernel: shortcut.weights.kernel,
          halves: shortcut.weights.halves?.() ?? null,
        },
      }),
    });

  /** From outputs to x, through the doubling as well. */
  const toX = (dy: tf.Tensor4D): tf.Tensor4D => {
    const [batch, height, width, channels] = x.shape;
    const factor = upsampled ? 2 : 1;
    const doubled = runConvolution(backend, {
      ...common,
      x: dy,
      kernel,
      halves,
      stride,
      padding: before,
      transposed: true,
      scale: factor * factor * scale, // a mean of four follows where a sum is due
      outputShape: [batch, height * factor, width * factor, channels],
    });
    return upsampled ? tf.avgPool(doubled, 2, 2, 'valid') : doubled;
  };

  const toShortcut = (dy: tf.Tensor4D): tf.Tensor4D[] => {
    if (!shortcut) return [];
    const [batch, height, width] = dy.shape;
    const channels = shortcut.weights.kernel.shape[2];
    const all = runConvolution(backend, {
      ...common,
      x: dy,
      kernel: shortcut.weights.kernel,
      halves: shortcut.weights.halves?.() ?? null,
      transposed: true,
      outputShape: [batch, height, width, channels],
    });
    return parted(all, shortcut.inputs);
  };

  return withInputGradients(
    [x, ...(residual ? [residual] : []), ...(shortcut?.inputs ?? [])],
    () => ({ value: forward(), saved: [] }),
    (dy) => [
      toX(dy),
      ...(residual ? [scale === 1 ? tf.clone(dy) : tf.mul<tf.Tensor4D>(dy, scale)] : []),
      ...toShortcut(dy),
    ],
  );
}

/** Inputs that are read more than once: the plain path joins them once. Of the current scope. */
export function readRepeatedly(inputs: readonly tf.Tensor4D[]): readonly tf.Tensor4D[] {
  const fused = fusedBackend('convolution') !== null && fusedBackend('group-norm-silu') !== null;
  return fused || inputs.length === 1 ? inputs : [joined(inputs)];
}

/** @returns [B, H', W', O] */
export function convolvedShape(
  [batch, height, width]: readonly [number, number, number, number],
  [size, , , channels]: readonly [number, number, number, number],
  { stride, padding, upsampled = false }: Geometry,
): [number, number, number, number] {
  const zeros = padding === 'after' ? 1 : 2 * padding;
  const length = (n: number) => Math.floor(((upsampled ? 2 * n : n) + zeros - size) / stride) + 1;
  return [batch, length(height), length(width), channels];
}
