// A noisy classifier as a Guide: log p(y | x_t), its gradient and the belief in every class from one graph,
// in one read.

import * as tf from '@tensorflow/tfjs-core';
// tfjs-core alone knows no gradients. They read its flags, so they come after it.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { RecordedFunction } from '../kernels/recording/recorded-function';
import { timeWaves, waveCount } from '../nn/layers/time-embedding';
import { loadNoisyClassifier } from '../nn/noisy-classifier';
import { withParameters } from '../nn/parameters';
import type { NoisyClassifierConfig } from '../nn/unet-config';
import type { WeightSource } from '../nn/weight-source';
import type { Guidance, Guide } from '../terms/networks';

export interface LoadedGuide extends Guide {
  readonly labels: readonly string[];
  readonly parameterCount: number;
}

/** Uploads the weights. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function loadClassifierGuide(config: NoisyClassifierConfig, weights: WeightSource): LoadedGuide {
  const { network, parameters } = withParameters(weights, (p) => loadNoisyClassifier(p, config));
  const [height, width] = config.sampleSize;
  const classes = config.labels.length;
  const evaluate = new RecordedFunction(([xt, waves, chosen]) => {
    // Lanes do not touch each other: the gradient of Σ_b log p(y_b | x_b) is each lane's own.
    const { value, grad } = tf.valueAndGrad((x) => network(x as tf.Tensor4D, waves as tf.Tensor2D))(
      xt!,
      chosen as tf.Tensor2D,
    );
    return [value, grad];
  });
  return {
    labels: config.labels,
    parameterCount: parameters.count,
    evaluate: async (xt, t, targets) => {
      const batch = t.length;
      const [logProbs, gradient] = await evaluate.run([
        { values: xt, shape: [batch, height, width, config.inChannels] },
        { values: timeWaves(t, config), shape: [batch, waveCount(config)] },
        { values: oneHot(targets, classes), shape: [batch, classes] },
      ]);
      return {
        value: Float32Array.from(targets, (target, b) => logProbs![b * classes + target]!),
        classProbs: logProbs!.map(Math.exp),
        gradient: gradient!,
      } satisfies Guidance;
    },
    dispose: () => {
      evaluate.dispose();
      parameters.dispose();
    },
  };
}

/** @returns [B, K] */
function oneHot(targets: Int32Array, classes: number): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(targets.length * classes);
  targets.forEach((target, b) => (rows[b * classes + target] = 1));
  return rows;
}
