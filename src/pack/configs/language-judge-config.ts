// config.json of the language judge to our words (training/words/language_judge.py).

import * as v from 'valibot';
import type { LanguageJudgeConfig } from '../../nn/words/language-judge';
import { checked, refuseUnknown } from '../checked';
import type { JsonObject } from '../json';
import { limits } from '../limits';
import { count, MOST_WORDS } from './text-fields';

const schema = v.object({
  vocab_size: count(MOST_WORDS),
  embedding_dim: v.optional(count(limits.channels), 64),
  width: v.optional(count(limits.channels), 192),
});

/** @throws NudgeError `pack-unsupported`, `pack-corrupt` */
export function parseLanguageJudgeConfig(json: JsonObject, path: string): LanguageJudgeConfig {
  refuseUnknown(json, Object.keys(schema.entries), path);
  const fields = checked(schema, json, path);
  return { vocabSize: fields.vocab_size, embeddingDim: fields.embedding_dim, width: fields.width };
}
