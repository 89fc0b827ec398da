// The judge of finished samples, in one read.

import * as tf from '@tensorflow/tfjs-core';
import { loadJudge } from '../nn/judge';
import { withParameters } from '../nn/parameters';
import type { JudgeConfig } from '../nn/unet-config';
import type { WeightSource } from '../nn/weight-source';
import type { Judge } from '../terms/networks';
import { sampleSize } from '../terms/sample';
import { readFloats } from './read-floats';

/** Uploads the weights. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function loadSampleJudge(config: JudgeConfig, weights: WeightSource): Judge {
  const { network, parameters } = withParameters(weights, (p) => loadJudge(p, config));
  const [height, width] = config.sampleSize;
  return {
    judge: async (x0) => {
      const batch = x0.length / sampleSize([height, width, config.inChannels]);
      const packed = await readFloats(
        tf.tidy(() => {
          const { logits, features } = network(tf.tensor4d(x0, [batch, height, width, config.inChannels]));
          return tf.concat([tf.softmax(logits), features].map((part) => tf.reshape<tf.Rank.R1>(part, [-1])));
        }),
      );
      const split = batch * config.labels.length;
      return { probs: packed.slice(0, split), features: packed.slice(split) };
    },
    dispose: () => parameters.dispose(),
  };
}
