// What the parts of a pack of words must be to each other, before any weights are read.

import type { TransformerConfig } from '../../nn/text/transformer';
import type { TextDenoiserConfig } from '../../nn/words/denoiser-network';
import type { LanguageJudgeConfig } from '../../nn/words/language-judge';
import type { SchedulerConfig } from '../../terms/scheduler';
import { mismatch } from '../checked';

/** @throws NudgeError `pack-mismatch` */
export function expectVocabularyFits(
  words: readonly string[],
  { vocabSize }: Pick<TextDenoiserConfig | LanguageJudgeConfig, 'vocabSize'>,
  path: string,
): void {
  if (words.length === vocabSize) return;
  throw mismatch(
    path,
    `expected ${vocabSize} words, one for each row of the embedding, got ${words.length}.`,
  );
}

/**
 * A classifier of the denoiser's samples and timesteps.
 *
 * @param path of the classifier's config
 * @throws NudgeError `pack-mismatch`
 */
export function expectSameVectors(
  classifier: TransformerConfig,
  denoiser: TransformerConfig,
  path: string,
): void {
  const text = ({ length, embeddingDim }: TransformerConfig) => `${length}×${embeddingDim}`;
  if (text(classifier) !== text(denoiser)) {
    throw mismatch(
      path,
      `expected samples of ${text(denoiser)} as the denoiser has, got ${text(classifier)}.`,
    );
  }
  if (classifier.trainTimesteps === denoiser.trainTimesteps) return;
  throw mismatch(
    path,
    `expected ${denoiser.trainTimesteps} timesteps as the denoiser has, got ${classifier.trainTimesteps}.`,
  );
}

/**
 * A scheduler that a text denoiser was trained with: it predicts x_0, which is clamped to embeddings and not clipped.
 *
 * @param path of the scheduler's config
 * @throws NudgeError `pack-mismatch`
 */
export function expectTextScheduler(
  scheduler: SchedulerConfig,
  denoiser: TransformerConfig,
  path: string,
): void {
  if (scheduler.predictionType !== 'sample') {
    throw mismatch(path, `expected prediction_type "sample", got "${scheduler.predictionType}".`);
  }
  if (scheduler.clipRange !== null) {
    throw mismatch(path, `expected clip_sample false, got a clipping to ±${scheduler.clipRange}.`);
  }
  if (scheduler.trainTimesteps === denoiser.trainTimesteps) return;
  throw mismatch(
    path,
    `expected ${denoiser.trainTimesteps} timesteps as the denoiser has, got ${scheduler.trainTimesteps}.`,
  );
}
