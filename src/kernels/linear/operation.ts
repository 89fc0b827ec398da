// A linear layer on many rows, as transformers use it: an activation before it, something added behind it.
// Differentiable in x and in what is added; for a few rows that are constants, see dense.

import * as tf from '@tensorflow/tfjs-core';
import { fusedBackend } from '../fused';
import { withInputGradients } from '../input-gradient';
import { plainLinear } from './plain';
import { runLinear, type Around, type LinearWeights } from './program';

/** @param x [B, H, W, I] @returns [B, H, W, O], of the current scope */
export function linear(x: tf.Tensor4D, weights: LinearWeights, around: Around = {}): tf.Tensor4D {
  const backend = fusedBackend('linear');
  if (backend === null) return plainLinear(x, weights, around);
  const { activation = 'none', residual } = around;
  const { kernel, bias } = weights;
  const common = { kernel, bias, activation, halves: weights.halves?.() ?? null };
  return withInputGradients(
    residual ? [x, residual] : [x],
    () => ({
      value: runLinear(backend, { ...common, x, added: residual ?? null, backward: false }),
      saved: [x],
    }),
    (dy, [entered]) => [
      runLinear(backend, { ...common, x: dy, added: entered as tf.Tensor4D, backward: true }),
      ...(residual ? [tf.clone(dy)] : []),
    ],
  );
}
