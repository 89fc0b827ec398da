// config.json of the words' noisy classifier to our words: its slots get the value that says nothing of them.

import * as v from 'valibot';
import type { TextClassifierConfig } from '../../nn/words/text-classifier';
import { UNSAID } from '../../nn/words/tokens';
import { checked, refuseUnknown } from '../checked';
import type { JsonObject } from '../json';
import { refuseClass } from '../network-config';
import { expectSlots } from './slots';
import { transformerConfig, transformerFields } from './text-fields';

const label = v.pipe(v.string(), v.minLength(1, 'a label'), v.maxLength(100, 'a short label'));
const slot = v.strictObject({
  name: label,
  values: v.pipe(v.array(label), v.minLength(1, 'at least one value')),
});
const schema = v.object({
  ...transformerFields(3),
  slots: v.pipe(v.array(slot), v.minLength(1, 'at least one slot')),
});

/** @throws NudgeError `pack-unsupported`, `pack-corrupt`, `pack-mismatch` */
export function parseTextClassifierConfig(json: JsonObject, path: string): TextClassifierConfig {
  refuseClass(json, 'TextClassifier', path);
  refuseUnknown(json, Object.keys(schema.entries), path);
  const fields = checked(schema, json, path);
  const slots = fields.slots.map(({ name, values }) => ({ name, labels: [UNSAID, ...values] }));
  expectSlots(slots, path);
  return { ...transformerConfig(fields, path), slots };
}
