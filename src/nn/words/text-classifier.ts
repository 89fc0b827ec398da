// The words' noisy classifier p_φ(y | x_t, t): a head for each slot of what can be said of a restaurant, on noised
// embeddings (training/words/text_classifier.py). The first value of every slot is that the sentence does not speak of
// it, so that steering toward another is steering toward saying it.

import * as tf from '@tensorflow/tfjs-core';
import { classLogProbs } from '../../kernels/class-log-probs/operation';
import { loadHeads } from '../layers/heads';
import { withParameters } from '../parameters';
import { slotClassifier, type SlotClassifier } from '../slot-classifier';
import type { Slot } from '../../terms/pack-info';
import { loadTransformer, textTimeWaves, type TransformerConfig } from '../text/transformer';
import type { WeightSource } from '../weight-source';

/** A transformer over positions, and a head for each slot. */
export interface TextClassifierConfig extends TransformerConfig {
  /** The first value of each is `UNSAID`. */
  readonly slots: readonly Slot[];
}

/** Uploads the weights. Samples are [B, 1, n, d]. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function openTextClassifier(config: TextClassifierConfig, weights: WeightSource): SlotClassifier {
  const { length, embeddingDim, width, slots } = config;
  const { network, parameters } = withParameters(weights, (p) => {
    const transform = loadTransformer(p, config, embeddingDim);
    const heads = loadHeads(p, slots, width);
    return (xt: tf.Tensor4D, waves: tf.Tensor2D) => tf.tidy(() => classLogProbs(transform(xt, waves), heads));
  });
  return slotClassifier(
    {
      slots,
      sampleShape: [1, length, embeddingDim],
      waves: (t) => textTimeWaves(t, config),
      waveCount: width,
      logProbs: network,
    },
    parameters,
  );
}
