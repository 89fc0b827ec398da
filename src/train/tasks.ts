// What each network learns: the denoiser its goal from noised points, the noisy classifier classes from the same, the
// clean classifier classes from points without noise.

import * as tf from '@tensorflow/tfjs-core';
import { createSchedule } from '../diffusion/schedule';
import { oneHot } from '../nn/one-hot';
import { logitsOf, signalsAt, type Readout } from '../nn/plane-classifier';
import { classifierConfig, denoiserConfig } from '../nn/plane-config';
import { planeNetwork, type PlaneNetwork } from '../nn/plane-network';
import type { PlaneSpec, TrainSpec } from '../terms/plane';
import type { PlanePart } from '../terms/trained';
import type { BatchLoss } from './learner';
import type { TrainingBatch } from './training-batch';

/** Of a model of the plane, what its networks learn from. */
export type Plane = Pick<PlaneSpec, 'mixture' | 'scheduler'>;

/** @param width hidden units of the denoiser; a classifier has half as many */
export function networkOf(part: PlanePart, { mixture, scheduler }: Plane, width: number): PlaneNetwork {
  const T = scheduler.trainTimesteps;
  const K = mixture.classes.length;
  if (part === 'denoiser') return planeNetwork(denoiserConfig(T, K, width));
  return planeNetwork(classifierConfig(T, K, classifierWidth(width)));
}

export function isTrained(part: PlanePart, { noisyClassifier, cleanClassifier }: TrainSpec): boolean {
  return part === 'denoiser' || (part === 'noisy' ? noisyClassifier : cleanClassifier);
}

/** The classifier is half as wide. */
function classifierWidth(width: number): number {
  return Math.max(8, Math.ceil(width / 2));
}

/** Features of the points that it sees, [B, count]. */
export function rowsOf(part: PlanePart, { features }: PlaneNetwork, batch: TrainingBatch): Float32Array {
  switch (part) {
    case 'denoiser':
      return features.rows(batch.xt, batch.t, batch.shownLabels);
    case 'noisy':
      return features.rows(batch.xt, batch.t, null);
    case 'clean':
      return features.rows(batch.x0, new Float32Array(batch.t.length), null);
  }
}

/** How the output of a classifier of this data is read. */
export function readoutOf(part: PlanePart, { mixture, scheduler }: Plane): Readout {
  const priors = new Float32Array(mixture.classes.length);
  mixture.labels.forEach((label, m) => (priors[label] = priors[label]! + mixture.weights[m]!));
  const signals = Float32Array.from(createSchedule(scheduler).alphasCumprod, Math.sqrt);
  return { signals: part === 'clean' ? null : signals, logPriors: priors.map(Math.log) };
}

/**
 * Slopes of the loss (mean square of goal - output, or cross entropy) and what `lossesOf` makes losses of.
 *
 * @param weights of the denoiser's loss at each t, [T]; null weighs all alike. The values are not weighted
 */
export function lossOf(
  part: PlanePart,
  readout: Readout,
  { goal, labels, t }: TrainingBatch,
  weights: Float64Array | null = null,
): BatchLoss {
  const B = labels.length;
  if (part === 'denoiser') {
    return (output) => {
      const missed = tf.sub<tf.Tensor2D>(output, tf.tensor2d(goal, [B, 2]));
      const shares =
        weights === null
          ? 1 / B
          : tf.tensor2d(
              Float32Array.from(t, (at) => weights[at]! / B),
              [B, 1],
            );
      return { dOutput: tf.mul(missed, shares), values: tf.reshape(tf.square(missed), [2 * B]) };
    };
  }
  const K = readout.logPriors.length;
  return (output) => {
    const right = tf.tensor2d(oneHot(labels, K), [B, K]);
    const factors = tf.tensor2d(signalsAt(readout, t), [B, 1]);
    const probs = tf.softmax(logitsOf(output, factors, readout));
    return {
      dOutput: tf.mul(tf.sub<tf.Tensor2D>(probs, right), tf.mul(factors, 1 / B)),
      values: tf.reshape(tf.matMul(tf.mul(probs, right), tf.ones<tf.Rank.R2>([K, 1])), [B]),
    };
  };
}

/** The loss of each point, [B], from the loss’s values: squares of both coordinates, or p(y | x). */
export function lossesOf(part: PlanePart, values: Float32Array): Float32Array {
  if (part !== 'denoiser') return values.map((probability) => -Math.log(Math.max(probability, 1e-12)));
  return Float32Array.from(
    { length: values.length / 2 },
    (_, b) => (values[2 * b]! + values[2 * b + 1]!) / 2,
  );
}
