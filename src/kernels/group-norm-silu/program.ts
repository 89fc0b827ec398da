// Group norm with what follows it, or its input gradient, in one dispatch.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import { dispatch, type Kernel } from '../dispatch';
import total from '../total.wgsl?raw';
import wgsl from './kernel.wgsl?raw';
import type { Norm } from './norm';

const kernel: Kernel = { name: 'group-norm-silu', wgsl: total + wgsl, workgroupSize: 256 };

/**
 * @param inputs one behind the other along the channels
 * @param dy [B, H, W, C] for the gradient
 * @returns [B, H, W, C] of all channels
 */
export function runGroupNorm(
  backend: WebGPUBackend,
  inputs: readonly tf.Tensor4D[],
  { gamma, beta, groups, eps, activated, time }: Norm,
  dy: tf.Tensor4D | null,
): tf.Tensor4D {
  const [first, second] = inputs;
  if (first === undefined) throw new Error('group norm: expected an input, got none');
  const [batch, height, width, firstChannels] = first.shape;
  const channels = firstChannels + (second?.shape[3] ?? 0);
  return dispatch(backend, kernel, {
    constants: { backward: dy !== null, activated, timed: time !== undefined },
    inputs: { dy: dy ?? beta, x: first, second: second ?? beta, gamma, beta, time: time?.values ?? beta },
    integers: {
      pixels: height * width,
      channels,
      firstChannels,
      groupWidth: channels / groups,
      timeWidth: time?.values.shape[1] ?? 0,
      timeOffset: time?.offset ?? 0,
    },
    floats: { eps },
    workgroups: [groups, batch],
    outputShape: [batch, height, width, channels],
  }) as tf.Tensor4D;
}
