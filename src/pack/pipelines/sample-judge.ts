// The judge of finished samples, in one read.

import * as tf from '@tensorflow/tfjs-core';
import { RecordedFunction } from '../../kernels/recording/recorded-function';
import { loadJudge } from '../../nn/judge';
import { withParameters } from '../../nn/parameters';
import type { JudgeConfig } from '../../nn/unet-config';
import type { WeightSource } from '../../nn/weight-source';
import type { Judge } from '../../terms/networks';
import { sampleSize } from '../../terms/sample';

/** Uploads the weights. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function loadSampleJudge(config: JudgeConfig, weights: WeightSource): Judge {
  const { network, parameters } = withParameters(weights, (p) => loadJudge(p, config));
  const [height, width] = config.sampleSize;
  const judge = new RecordedFunction(([x0]) => {
    const { logits, features } = network(x0 as tf.Tensor4D);
    return [tf.softmax(logits), features];
  });
  return {
    judge: async (x0) => {
      const batch = x0.length / sampleSize([height, width, config.inChannels]);
      const [probs, features] = await judge.run([
        { values: x0, shape: [batch, height, width, config.inChannels] },
      ]);
      return { probs: probs!, features: features! };
    },
    dispose: () => {
      judge.dispose();
      parameters.dispose();
    },
  };
}
