// The fields that config.json of both of the words' transformers has, with their defaults (training/words/denoiser.py,
// text_classifier.py), and what they must be to each other.

import * as v from 'valibot';
import type { TransformerConfig } from '../../nn/text/transformer';
import { NudgeError } from '../../terms/errors';
import { mismatch } from '../checked';
import { limits } from '../limits';

/** Positions of a sample, at most. */
export const MOST_POSITIONS = 1024;
/** More words than any vocabulary of a pack that a tab can run. */
export const MOST_WORDS = 65_536;
export const MOST_LAYERS = 64;
const MOST_TIMESTEPS = 100_000;

export const count = (most: number) =>
  v.pipe(
    v.number(),
    v.integer('a whole number'),
    v.minValue(1, 'at least 1'),
    v.maxValue(most, `at most ${most}`),
  );

/** @param layers as many as there are when the config does not say */
export const transformerFields = (layers: number) => ({
  _class_name: v.string(),
  length: v.optional(count(MOST_POSITIONS), 40),
  embedding_dim: v.optional(count(limits.channels), 16),
  width: v.optional(count(limits.channels), 128),
  layers: v.optional(count(MOST_LAYERS), layers),
  heads: v.optional(count(limits.channels), 4),
  num_train_timesteps: v.optional(count(MOST_TIMESTEPS), 2000),
});

export type TransformerFields = v.InferOutput<
  v.ObjectSchema<ReturnType<typeof transformerFields>, undefined>
>;

/** @throws NudgeError `pack-mismatch`, `pack-unsupported` */
export function transformerConfig(fields: TransformerFields, path: string): TransformerConfig {
  const { length, width, heads, layers } = fields;
  expectHeads({ width, heads, length }, path);
  return {
    length,
    embeddingDim: fields.embedding_dim,
    width,
    layers,
    heads,
    trainTimesteps: fields.num_train_timesteps,
  };
}

/** Heads that fit the width, and scores that fit the memory. @throws NudgeError `pack-mismatch`, `pack-unsupported` */
export function expectHeads(
  { width, heads, length }: Pick<TransformerConfig, 'width' | 'heads' | 'length'>,
  path: string,
): void {
  if (width % heads !== 0)
    throw mismatch(path, `expected heads that divide the width ${width}, got ${heads}.`);
  if (heads * length ** 2 <= limits.attentionScores) return;
  throw new NudgeError(
    'pack-unsupported',
    `${path}: attention of ${heads} heads over ${length} positions is not supported.`,
    'It would take too much memory; fewer heads or positions can be opened.',
  );
}
