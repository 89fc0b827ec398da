// Half and double resolution: diffusers' Downsample2D and Upsample2D with a convolution.

import type { Parameters } from '../parameters';
import { loadConvolution } from './convolution';
import type { Layer } from './layer';

/** With `padding` 0, diffusers pads one row below and one column to the right instead. */
export function loadDownsample(
  parameters: Parameters,
  name: string,
  channels: number,
  padding: 0 | 1,
): Layer {
  return loadConvolution(parameters, `${name}.conv`, {
    inputs: channels,
    outputs: channels,
    size: 3,
    stride: 2,
    padding: padding === 0 ? 'after' : 1,
  });
}

export function loadUpsample(parameters: Parameters, name: string, channels: number): Layer {
  return loadConvolution(parameters, `${name}.conv`, {
    inputs: channels,
    outputs: channels,
    size: 3,
    upsampled: true,
  });
}
