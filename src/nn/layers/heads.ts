// A classifier's last layer, with a head for each slot.

import * as tf from '@tensorflow/tfjs-core';
import { headBounds, type ClassWeights } from '../../kernels/class-log-probs/program';
import type { Parameters } from '../parameters';
import type { Slot } from '../../terms/pack-info';
import { valueCount } from '../slots';

/** The layer `classifier`. @param inputs channels before it */
export function loadHeads(parameters: Parameters, slots: readonly Slot[], inputs: number): ClassWeights {
  const { kernel, bias } = parameters.linear('classifier', inputs, valueCount(slots));
  const sizes = slots.map(({ labels }) => labels.length);
  const bounds = parameters.own(tf.tensor1d(headBounds(sizes), 'int32'));
  return { kernel, bias, heads: { sizes, bounds } };
}
