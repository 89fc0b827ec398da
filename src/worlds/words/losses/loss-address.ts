// Objective of a sentence in an address: of=words (the world), sentence=The+pub+is+cheap., level (t), noise, axis and
// draws, as Objective of pictures has them.

import { axisKinds } from '../../../terms/axis';
import {
  field,
  oneOf,
  readFields,
  wholeIn,
  writeFields,
  type Field,
  type FieldType,
} from '../../../address/field';
import { seedLimits } from '../../../address/settings-fields';
import type { OwnAddress } from '../../../store/link-to';
import { lossesOf, runSentence, setLosses } from './loss-state';
import { lossDraws, usualLosses, type LossSettings } from './losses';

const LONGEST = 600;
const MOST_TIMESTEPS = 100_000;

const sentence: FieldType<string | null> = {
  read: (text) => (text.trim() === '' || text.length > LONGEST ? undefined : text),
  write: (text) => text ?? '',
};

const fields: readonly Field<LossSettings>[] = [
  field('sentence', 'text', sentence, null),
  field('level', 't', wholeIn({ min: 0, max: MOST_TIMESTEPS - 1 })),
  field('noise', 'seed', wholeIn(seedLimits)),
  field('axis', 'axis', oneOf(axisKinds), usualLosses.axis),
  field('draws', 'draws', wholeIn(lossDraws), usualLosses.draws),
];

/** What a link says of the losses: sentence, t, noise, axis and draws. */
export const lossAddress: OwnAddress & { readonly names: readonly string[] } = {
  names: ['of', ...fields.flatMap(({ names }) => names)],
  read: (nudge, reading) => setLosses(nudge, readFields(fields, reading, usualLosses)),
  write: (state) => {
    const { settings } = lossesOf(state);
    return {
      of: 'words',
      ...writeFields(fields, { ...settings, text: settings.text ?? runSentence(state) }),
    };
  },
};
