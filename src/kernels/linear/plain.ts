// The linear layer in stock operations. Its gradient multiplies by the kernel turned around, because tfjs' own
// transposes it at every call, and on WASM leaves XNNPACK.

import * as tf from '@tensorflow/tfjs-core';
import { withInputGradients } from '../input-gradient';
import { GELU_CURVE, GELU_SLOPE, type Activation } from './activation';
import type { Around, LinearWeights } from './program';

export function plainLinear(
  x: tf.Tensor4D,
  { kernel, bias, turned }: LinearWeights,
  { activation = 'none', residual }: Around,
): tf.Tensor4D {
  const [, , inputs, outputs] = kernel.shape;
  const place = x.shape.slice(0, 3) as [number, number, number];
  const rows = place[0] * place[1] * place[2];
  return withInputGradients(
    residual ? [x, residual] : [x],
    () => {
      const { value, gate } = activated(x, activation);
      const a = tf.reshape<tf.Rank.R2>(value, [rows, inputs]);
      const b = tf.reshape<tf.Rank.R2>(kernel, [inputs, outputs]);
      const product = tf.reshape<tf.Rank.R4>(tf.fused.matMul({ a, b, bias }), [...place, outputs]);
      return { value: residual ? tf.add(product, residual) : product, saved: gate ? [x, gate] : [x] };
    },
    (dy, [z, gate]) => {
      const product = tf.matMul(
        tf.reshape<tf.Rank.R2>(dy, [rows, outputs]),
        tf.reshape<tf.Rank.R2>(turned(), [outputs, inputs]),
      );
      const toActivated = tf.reshape<tf.Rank.R4>(product, [...place, inputs]);
      const slope = gate && activationSlope(z as tf.Tensor4D, gate as tf.Tensor4D, activation);
      return [slope ? tf.mul(toActivated, slope) : toActivated, ...(residual ? [tf.clone(dy)] : [])];
    },
  );
}

/** By the logistic function alone, which XNNPACK has: see kernel.wgsl. `gate` is its value. */
function activated(
  z: tf.Tensor4D,
  activation: Activation,
): { readonly value: tf.Tensor4D; readonly gate: tf.Tensor4D | null } {
  switch (activation) {
    case 'none':
      return { value: z, gate: null };
    case 'tanh': {
      const gate = tf.sigmoid(tf.mul<tf.Tensor4D>(z, 2));
      return { value: tf.sub(tf.mul(gate, 2), 1), gate };
    }
    case 'gelu': {
      const gate = tf.sigmoid(tf.mul<tf.Tensor4D>(z, tf.add(tf.mul(tf.square(z), GELU_CURVE), GELU_SLOPE)));
      return { value: tf.mul(z, gate), gate };
    }
  }
}

function activationSlope(z: tf.Tensor4D, gate: tf.Tensor4D, activation: Activation): tf.Tensor4D {
  const bend = tf.mul<tf.Tensor4D>(gate, tf.sub(1, gate));
  if (activation === 'tanh') return tf.mul(bend, 4);
  const toU = tf.add(tf.mul(tf.square(z), 3 * GELU_CURVE), GELU_SLOPE);
  return tf.add(gate, tf.mul(tf.mul(z, bend), toU));
}
