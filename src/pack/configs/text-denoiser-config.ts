// denoiser/config.json of a pack of words to our words.

import * as v from 'valibot';
import type { TextDenoiserConfig } from '../../nn/words/denoiser-network';
import { checked, refuseUnknown } from '../checked';
import type { JsonObject } from '../json';
import { refuseClass } from '../network-config';
import { count, MOST_WORDS, transformerConfig, transformerFields } from './text-fields';

const schema = v.object({
  ...transformerFields(4),
  vocab_size: count(MOST_WORDS),
  self_condition: v.optional(v.boolean(), false),
});

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseTextDenoiserConfig(json: JsonObject, path: string): TextDenoiserConfig {
  refuseClass(json, 'TextDenoiser', path);
  refuseUnknown(json, Object.keys(schema.entries), path);
  const fields = checked(schema, json, path);
  return {
    ...transformerConfig(fields, path),
    vocabSize: fields.vocab_size,
    selfCondition: fields.self_condition,
  };
}
