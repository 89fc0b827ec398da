// Convolutions as PyTorch has them, alone: what a block adds to one is in resnet-block.ts and attention.ts.

import * as tf from '@tensorflow/tfjs-core';
import { convolve } from '../../kernels/convolution/operation';
import type { Geometry as Way } from '../../kernels/convolution/weights';
import type { Parameters } from '../parameters';
import type { Layer } from './layer';

interface Geometry extends Partial<Way> {
  readonly inputs: number;
  readonly outputs: number;
  readonly size: 1 | 3;
}

/**
 * @returns a layer [B, H, W, inputs] → [B, H′, W′, outputs], with bias; a 3×3 kernel keeps the size by itself
 */
export function loadConvolution(parameters: Parameters, name: string, geometry: Geometry): Layer {
  const { inputs, outputs, size, stride = 1, padding = size === 3 ? 1 : 0, upsampled = false } = geometry;
  const weights = parameters.convolution(name, inputs, outputs, size);
  return (x) => tf.tidy(() => convolve(x, weights, { stride, padding, upsampled }));
}
