// The nonlinearities of a residual block that are not SiLU, in stock operations: rare, so that no kernel is fused for them.
// They are differentiable with gradients written out, since tfjs' own of some are missing on WASM.

import * as tf from '@tensorflow/tfjs-core';
import { withInputGradients } from '../../kernels/input-gradient';

/** `act_fn` as diffusers names it, where it is not SiLU. */
export type ActivationName = 'mish' | 'gelu' | 'relu';

/** Beyond it tanh(softplus(x)) is 1 in float32, and e^x squared would soon be infinite. */
const MISH_LINEAR = 20;

export function activate<T extends tf.Tensor>(x: T, name: ActivationName): T {
  return tf.tidy(() =>
    withInputGradients<T>(
      [x],
      () => {
        const { value, slope } = curves[name](x);
        return { value, saved: [slope] };
      },
      (dy, [slope]) => [tf.mul(dy, slope!)],
    ),
  );
}

interface Curve<T extends tf.Tensor> {
  readonly value: T;
  readonly slope: T;
}

const curves: { readonly [Name in ActivationName]: <T extends tf.Tensor>(x: T) => Curve<T> } = {
  relu: (x) => ({ value: tf.relu(x), slope: tf.step(x) }),
  gelu: <T extends tf.Tensor>(x: T) => {
    const share = tf.mul<T>(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5); // Φ(x)
    const density = tf.mul<T>(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
    return { value: tf.mul<T>(x, share), slope: tf.add<T>(share, tf.mul(x, density)) };
  },
  mish: <T extends tf.Tensor>(x: T) => {
    const e = tf.exp(tf.minimum<T>(x, MISH_LINEAR));
    const n = tf.mul<T>(e, tf.add(e, 2));
    const gate = tf.div<T>(n, tf.add(n, 2)); // tanh(softplus(x))
    const bend = tf.mul<T>(tf.sub(1, tf.square(gate)), tf.sigmoid(x));
    return { value: tf.mul<T>(x, gate), slope: tf.add<T>(gate, tf.mul(x, bend)) };
  },
};
