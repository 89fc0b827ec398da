// The learned classifier of the plane as a Guide: log p(y | x_t), its gradient and the belief in every class, in one
// read.

import * as tf from '@tensorflow/tfjs-core';
import type { Guidance, Guide } from '../terms/networks';
import { forward, inputGradient } from './plane-mlp';
import type { LiveParameters, PlaneNetwork } from './plane-network';

/**
 * @param onCleanPoints the classifier has seen points without noise only: it takes every t for 0
 * @param dispose what else is to go with it
 */
export function planeClassifier(
  { config, features, sizes }: PlaneNetwork,
  parameters: LiveParameters,
  onCleanPoints: boolean,
  dispose: () => void = () => {},
): Guide {
  const K = config.outputs;
  const stride = features.count + K;
  return {
    async evaluate(xt, t, targets) {
      const B = t.length;
      const rows = features.rows(xt, onCleanPoints ? new Float32Array(B) : t, null);
      const answer = tf.tidy(() => {
        const passed = forward(sizes, parameters(), tf.tensor2d(rows, [B, features.count]));
        // ∂ log softmax(logits)_y / ∂ logits = 1_y - p
        const dLogits = tf.sub<tf.Tensor2D>(
          tf.tensor2d(oneHot(targets, K), [B, K]),
          tf.softmax(passed.output),
        );
        return tf.concat([inputGradient(passed, dLogits), passed.output], 1);
      });
      let numbers: Float32Array;
      try {
        numbers = await answer.data<'float32'>();
      } finally {
        answer.dispose();
      }
      return {
        gradient: features.gradient(rows, numbers, stride),
        ...beliefs(numbers, targets, features.count, K),
      };
    },
    dispose,
  };
}

/** Softmax of the last K numbers of each row, relative to their largest. */
function beliefs(
  numbers: Float32Array,
  targets: Int32Array,
  first: number,
  K: number,
): Pick<Guidance, 'value' | 'classProbs'> {
  const value = new Float32Array(targets.length);
  const classProbs = new Float32Array(targets.length * K);
  targets.forEach((target, b) => {
    const logits = numbers.subarray(b * (first + K) + first, (b + 1) * (first + K));
    const largest = Math.max(...logits);
    const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    logits.forEach((logit, k) => (classProbs[b * K + k] = Math.exp(logit - largest) / sum));
    value[b] = logits[target]! - largest - Math.log(sum);
  });
  return { value, classProbs };
}

/** @returns [B, K]; a label of -1 has no one */
export function oneHot(labels: Int32Array, K: number): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(labels.length * K);
  labels.forEach((label, b) => {
    if (label >= 0) rows[b * K + label] = 1;
  });
  return rows;
}
