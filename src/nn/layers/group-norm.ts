// A group norm's parameters, and what may follow it: the time embedding's scale and shift, and SiLU.

import * as tf from '@tensorflow/tfjs-core';
import { normalize } from '../../kernels/group-norm-silu/operation';
import type { Norm } from '../../kernels/group-norm-silu/norm';
import { groupAverage } from '../../kernels/group-norm-silu/plain';
import type { Parameters } from '../parameters';

/** @param inputs one, or several that lie one behind the other along the channels */
export type GroupNorm = (
  inputs: tf.Tensor4D | readonly tf.Tensor4D[],
  after?: Partial<Pick<Norm, 'activated' | 'time'>>,
) => tf.Tensor4D;

/** @param groups divides `channels` */
export function loadGroupNorm(
  parameters: Parameters,
  name: string,
  { channels, groups, eps }: { readonly channels: number; readonly groups: number; readonly eps: number },
): GroupNorm {
  const gamma = parameters.vector(`${name}.weight`, channels);
  const beta = parameters.vector(`${name}.bias`, channels);
  const average = parameters.constant(`group average ${channels}/${groups}`, () =>
    groupAverage(channels, groups),
  );
  const norm = { gamma, beta, groups, eps, average, activated: false };
  return (inputs, after = {}) =>
    tf.tidy(() => normalize(inputs instanceof tf.Tensor ? [inputs] : inputs, { ...norm, ...after }));
}
