// A noisy classifier as a Guide: log p(y | x_t), its gradient and the belief in every class from one graph,
// in one read.

// tfjs-core alone knows no gradients.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
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
          return guidanceOf(network, x, t, tf.oneHot(tf.tensor1d(targets, 'int32'), classes));
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
  t: Float32Array,
  chosen: tf.Tensor,
): tf.Tensor1D {
  let logProbs: tf.Tensor | null = null;
  const gradient = tf.grad((x) => {
    const all = tf.logSoftmax(network(x as tf.Tensor4D, t));
    logProbs = tf.keep(tf.clone(all));
    return tf.sum(tf.mul(all, chosen));
  })(xt);
  const belief = kept(logProbs);
  const value = tf.sum(tf.mul(belief, chosen), 1);
  const packed = tf.concat(
    [value, tf.exp(belief), gradient].map((part) => tf.reshape<tf.Rank.R1>(part, [-1])),
  );
  belief.dispose();
  return packed;
}

function kept(tensor: tf.Tensor | null): tf.Tensor {
  if (tensor === null) throw new Error('guidance: the classifier was not evaluated');
  return tensor;
}
