// SiLU, x·sigmoid(x) (Hendrycks & Gimpel 2016; "swish").

import * as tf from '@tensorflow/tfjs-core';

export function silu<T extends tf.Tensor>(x: T): T {
  return tf.mul<T>(x, tf.sigmoid(x));
}
