// Self-attention over pixels: diffusers' Attention as UNet2DModel uses it (group norm, heads, residual). Queries,
// keys and values are one 1×1 convolution, and so is what projects the heads back.

import * as tf from '@tensorflow/tfjs-core';
import { attend } from '../../kernels/attention/operation';
import { convolve } from '../../kernels/convolution/operation';
import type { Parameters } from '../parameters';
import { loadGroupNorm } from './group-norm';
import type { Layer } from './layer';

interface Shape {
  readonly channels: number;
  /** Channels of one head; null is one head of all channels. */
  readonly headDim: number | null;
  /** Groups of the norm before it; null is none. */
  readonly groups: number | null;
  readonly eps: number;
  /** The sum with the residual is divided by this. */
  readonly outputScale: number;
}

/** diffusers named these tensors differently before 0.13; a file has one generation of names or the other. */
const oldNames = { to_q: 'query', to_k: 'key', to_v: 'value', 'to_out.0': 'proj_attn' } as const;

const onePixel = { stride: 1, padding: 0 } as const;

export function loadAttention(parameters: Parameters, name: string, shape: Shape): Layer {
  const { channels, groups, eps, outputScale } = shape;
  const headDim = shape.headDim ?? channels;
  const heads = Math.floor(channels / headDim);
  const inner = heads * headDim;
  const named = (part: keyof typeof oldNames, outputs: number) => {
    const old = `${name}.${oldNames[part]}`;
    return { name: parameters.has(`${old}.weight`) ? old : `${name}.${part}`, outputs };
  };
  const norm =
    groups === null ? null : loadGroupNorm(parameters, `${name}.group_norm`, { channels, groups, eps });
  const parts = [named('to_q', inner), named('to_k', inner), named('to_v', inner)];
  const project = parameters.pointwise(parts, channels);
  const unite = parameters.pointwise([named('to_out.0', channels)], inner);

  return (x) =>
    tf.tidy(() => {
      const qkv = convolve(norm ? norm(x) : x, project, onePixel);
      const mixed = attend(qkv, { heads, headDim });
      return convolve(mixed, unite, onePixel, { residual: x, divisor: outputScale });
    });
}
