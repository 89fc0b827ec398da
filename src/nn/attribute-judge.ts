// The judge of pictures with several attributes: the network of judge.ts, read a slot at a time.

import type * as tf from '@tensorflow/tfjs-core';
import { RecordedFunction } from '../kernels/recording/recorded-function';
import type { Slot } from '../terms/pack-info';
import { sampleSize, type Samples } from '../terms/sample';
import { loadJudge } from './judge';
import { withParameters } from './parameters';
import { slotSoftmax } from './slots';
import type { JudgeConfig } from './unet-config';
import type { WeightSource } from './weight-source';

export interface AttributeJudge {
  readonly slots: readonly Slot[];
  /** @returns a distribution for each slot, side by side [B, K], and the features before the last layer [B, F] */
  judge(
    x0: Samples,
  ): Promise<{ readonly probs: Float32Array<ArrayBuffer>; readonly features: Float32Array<ArrayBuffer> }>;
  dispose(): void;
}

/**
 * Uploads the weights.
 *
 * @param slots of the config's labels
 * @throws NudgeError `pack-mismatch`, `pack-corrupt`
 */
export function openAttributeJudge(
  config: JudgeConfig,
  slots: readonly Slot[],
  weights: WeightSource,
): AttributeJudge {
  const { network, parameters } = withParameters(weights, (p) => loadJudge(p, config));
  const [height, width] = config.sampleSize;
  const size = sampleSize([height, width, config.inChannels]);
  const read = new RecordedFunction(([x0]) => {
    const { logits, features } = network(x0 as tf.Tensor4D);
    return [logits, features];
  });
  return {
    slots,
    judge: async (x0) => {
      const shape = [x0.length / size, height, width, config.inChannels];
      const [logits, features] = await read.run([{ values: x0, shape }]);
      return { probs: slotSoftmax(slots, logits!), features: features! };
    },
    dispose: () => {
      read.dispose();
      parameters.dispose();
    },
  };
}
