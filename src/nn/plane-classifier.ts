// The learned classifier of the plane as a Guide: log p(y | x_t), its gradient and the belief in every class, in one
// read. Its logits are log p(y) + √ᾱ·network: what x_t says of the class fades as √ᾱ does, and so does the gradient
// by construction. (DDIM divides it by √ᾱ: an error that did not fade would carry every point away.)

import * as tf from '@tensorflow/tfjs-core';
import type { Guidance, Guide } from '../terms/networks';
import { classIndices } from '../terms/target';
import { oneHot } from './one-hot';
import { forward, inputGradient } from './plane-mlp';
import type { LiveParameters, PlaneNetwork } from './plane-network';

/** How a classifier's output is read. */
export interface Readout {
  /** √ᾱ of each t; null for a classifier that has seen points without noise only, and takes every t for 0. */
  readonly signals: Float32Array | null; // [T]
  /** log p(y) */
  readonly logPriors: Float32Array; // [K]
}

/** Factor of each row's output, [B]; between whole t straight. */
export function signalsAt({ signals }: Readout, t: Float32Array): Float32Array {
  if (signals === null) return new Float32Array(t.length).fill(1);
  return t.map((time) => {
    const before = signals[Math.floor(time)] ?? 0;
    const after = signals[Math.ceil(time)] ?? before;
    return before + (time - Math.floor(time)) * (after - before);
  });
}

/** @param factors [B, 1] @returns [B, K]. Not tidied */
export function logitsOf(output: tf.Tensor2D, factors: tf.Tensor2D, { logPriors }: Readout): tf.Tensor2D {
  return tf.add(tf.mul(output, factors), tf.tensor1d(logPriors));
}

/**
 * @param parameters read anew at every question, so that one that is being trained answers as it is by then
 */
export function planeClassifier(
  { config, features, sizes }: PlaneNetwork,
  parameters: LiveParameters,
  readout: Readout,
): Guide {
  const K = config.outputs;
  const stride = features.count + K;
  return {
    async evaluate(xt, t, targets) {
      const B = t.length;
      const classes = classIndices(targets);
      const rows = features.rows(xt, readout.signals === null ? new Float32Array(B) : t, null);
      const answer = tf.tidy(() => {
        const passed = forward(sizes, parameters(), tf.tensor2d(rows, [B, features.count]));
        const factors = tf.tensor2d(signalsAt(readout, t), [B, 1]);
        const logits = logitsOf(passed.output, factors, readout);
        // ∂ log softmax(logits)_y / ∂ logits = 1_y - p
        const dLogits = tf.sub(tf.tensor2d(oneHot(classes, K), [B, K]), tf.softmax(logits));
        return tf.concat([inputGradient(passed, tf.mul(dLogits, factors)), logits], 1);
      });
      let numbers: Float32Array;
      try {
        numbers = await answer.data<'float32'>();
      } finally {
        answer.dispose();
      }
      return {
        gradient: features.gradient(rows, numbers, stride),
        ...readOff(numbers, classes, features.count, K),
      };
    },
    dispose: () => {},
  };
}

/** Softmax of the last K numbers of each row, relative to their largest. */
function readOff(
  numbers: Float32Array,
  classes: Int32Array,
  first: number,
  K: number,
): Pick<Guidance, 'value' | 'beliefs'> {
  const value = new Float32Array(classes.length);
  const beliefs = new Float32Array(classes.length * K);
  classes.forEach((label, b) => {
    const logits = numbers.subarray(b * (first + K) + first, (b + 1) * (first + K));
    const largest = Math.max(...logits);
    const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    logits.forEach((logit, k) => (beliefs[b * K + k] = Math.exp(logit - largest) / sum));
    value[b] = logits[label]! - largest - Math.log(sum);
  });
  return { value, beliefs };
}
