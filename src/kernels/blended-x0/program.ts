// What a guide on x̂_0 is shown, or one of its gradients, in one dispatch.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import { dispatch, type Kernel } from '../dispatch';
import wgsl from './kernel.wgsl?raw';

const kernel: Kernel = { name: 'blended-x0', wgsl, workgroupSize: 64 };

const LARGEST = 3e38; // no clipping

export interface Blend {
  readonly xt: tf.Tensor4D; // [B, H, W, C]
  /** What the denoiser says of x_t. */
  readonly output: tf.Tensor4D; // [B, H, W, C]
  /** a, b and r of each sample: x̂_0 = a·x_t + b·output, of which the share r is shown, and of x_t the rest. */
  readonly coefficients: tf.Tensor2D; // [B, 3]
  /** x̂_0 is clipped to ± this first; null leaves it alone. */
  readonly clipRange: number | null;
}

/** @param backward ∂/∂result, and whether its gradient to the output is wanted, not that to x_t */
export function runBlend(
  backend: WebGPUBackend,
  { xt, output, coefficients, clipRange }: Blend,
  backward: { readonly dy: tf.Tensor4D; readonly toOutput: boolean } | null,
): tf.Tensor4D {
  const [batch] = xt.shape;
  const count = xt.size;
  return dispatch(backend, kernel, {
    constants: { backward: backward !== null, toOutput: backward?.toOutput ?? false },
    inputs: { xt, output, coefficients, dy: backward?.dy ?? xt },
    integers: { count, sampleSize: count / batch },
    floats: { clipRange: clipRange ?? LARGEST },
    workgroups: [Math.ceil(count / kernel.workgroupSize), 1],
    outputShape: xt.shape,
  }) as tf.Tensor4D;
}
