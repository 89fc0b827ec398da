// diffusers' BasicTransformerBlock as the words' networks have it: attention to all positions, then a feed-forward part
// four times as wide, with a layer norm before and a residual around each (Vaswani et al. 2017; pre-norm, Xiong et al.
// 2020). GELU in its tanh form.

import * as tf from '@tensorflow/tfjs-core';
import { attend } from '../../kernels/attention/operation';
import { linear } from '../../kernels/linear/operation';
import type { Layer } from '../layers/layer';
import type { Parameters } from '../parameters';
import { loadLayerNorm } from './layer-norm';

/** @returns [B, 1, n, width] → the same; positions lie along the third axis */
export function loadTransformerBlock(
  parameters: Parameters,
  name: string,
  { width, heads }: { readonly width: number; readonly heads: number },
): Layer {
  const part = (of: string, outputs: number) => ({ name: `${name}.${of}`, outputs });
  const norm1 = loadLayerNorm(parameters, `${name}.norm1`, width);
  const parts = ['to_q', 'to_k', 'to_v'].map((of) => part(`attn1.${of}`, width));
  const project = parameters.pointwise(parts, width);
  const unite = parameters.pointwise([part('attn1.to_out.0', width)], width);
  const norm3 = loadLayerNorm(parameters, `${name}.norm3`, width); // norm2 is that of cross-attention
  const up = parameters.pointwise([part('ff.net.0.proj', 4 * width)], width);
  const down = parameters.pointwise([part('ff.net.2', width)], 4 * width);

  return (x) =>
    tf.tidy(() => {
      const qkv = linear(norm1(x), project);
      const h = linear(attend(qkv, { heads, headDim: width / heads }), unite, { residual: x });
      return linear(linear(norm3(h), up), down, { activation: 'gelu', residual: h });
    });
}
