// The noisy classifier of pictures with several attributes: one network, a head for each attribute.

import * as tf from '@tensorflow/tfjs-core';
import { classLogProbs } from '../kernels/class-log-probs/operation';
import { bodyChannels, loadClassifierBody } from './classifier-body';
import { loadHeads } from './layers/heads';
import { timeWaves, waveCount } from './layers/time-embedding';
import { withParameters } from './parameters';
import { slotClassifier, type SlotClassifier } from './slot-classifier';
import type { Slot } from '../terms/pack-info';
import type { EncoderConfig } from './unet-config';
import type { WeightSource } from './weight-source';

/** A UNet’s way down, and a head for each slot. */
export interface AttributeClassifierConfig extends EncoderConfig {
  readonly slots: readonly Slot[];
}

/** Uploads the weights. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function openAttributeClassifier(
  config: AttributeClassifierConfig,
  weights: WeightSource,
): SlotClassifier {
  const { network, parameters } = withParameters(weights, (p) => {
    const body = loadClassifierBody(p, config);
    const heads = loadHeads(p, config.slots, bodyChannels(config));
    return (xt: tf.Tensor4D, waves: tf.Tensor2D) => tf.tidy(() => classLogProbs(body(xt, waves), heads));
  });
  return slotClassifier(
    {
      slots: config.slots,
      sampleShape: [...config.sampleSize, config.inChannels],
      waves: (t) => timeWaves(t, config),
      waveCount: waveCount(config),
      logProbs: network,
    },
    parameters,
  );
}
