// A noisy classifier as a Guide: log p(y | x_t), its gradient and the belief in every class from one graph,
// in one read.

// tfjs-core alone knows no gradients.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
import { timeWaves, waveCount } from '../nn/layers/time-embedding';
import { loadNoisyClassifier, type NoisyClassifier } from '../nn/noisy-classifier';
import { withParameters } from '../nn/parameters';
import type { NoisyClassifierConfig } from '../nn/unet-config';
import type { WeightSource } from '../nn/weight-source';
import type { Guidance, Guide } from '../terms/networks';
import { readFloats } from './read-floats';

export interface LoadedGuide extends Guide {
  readonly labels: readonly string[];
  readonly parameterCount: number;
}

/** Uploads the weights. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function loadClassifierGuide(config: NoisyClassifierConfig, weights: WeightSource): LoadedGuide {
  const { network, parameters } = withParameters(weights, (p) => loadNoisyClassifier(p, config));
  const [height, width] = config.sampleSize;
  const classes = config.labels.length;
  return {
    labels: config.labels,
    parameterCount: parameters.count,
    evaluate: async (xt, t, targets) => {
      const batch = t.length;
      const packed = await readFloats(
        tf.tidy(() => {
          const x = tf.tensor4d(xt, [batch, height, width, config.inChannels]);
          const waves = tf.tensor2d(timeWaves(t, config), [batch, waveCount(config)]);
          return guidanceOf(network, x, waves, tf.tensor2d(oneHot(targets, classes), [batch, classes]));
        }),
      );
      const gradientAt = batch + batch * classes;
      return {
        value: packed.slice(0, batch),
        classProbs: packed.slice(batch, gradientAt),
        gradient: packed.slice(gradientAt),
      } satisfies Guidance;
    },
    dispose: () => parameters.dispose(),
  };
}

/**
 * The gradient of Σ_b log p(y_b | x_b): lanes do not touch each other, so it is each lane's own.
 *
 * @param chosen one-hot targets [B, K]
 * @returns value [B], classProbs [B·K] and gradient [B·H·W·C], one behind the other
 */
function guidanceOf(
  network: NoisyClassifier,
  xt: tf.Tensor4D,
  waves: tf.Tensor2D,
  chosen: tf.Tensor2D,
): tf.Tensor1D {
  const { value: belief, grad } = tf.valueAndGrad((x) => network(x as tf.Tensor4D, waves))(xt, chosen);
  const value = tf.sum(tf.mul(belief, chosen), 1);
  return tf.concat([value, tf.exp(belief), grad].map((part) => tf.reshape<tf.Rank.R1>(part, [-1])));
}

/** @returns [B, K] */
function oneHot(targets: Int32Array, classes: number): Float32Array {
  const rows = new Float32Array(targets.length * classes);
  targets.forEach((target, b) => (rows[b * classes + target] = 1));
  return rows;
}
