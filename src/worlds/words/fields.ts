// The address of Words: #/words?slots=food=Italian&length=15&scale=1&steps=200&seed=3&rule=algorithm-1&sign=0&clamp=0

import { field, flag, oneOf, type Field } from '../../address/field';
import { settingsFields } from '../../address/settings-fields';
import type { AddressFields } from '../../address/link';
import type { Settings } from '../../history/settings';
import { usualWay, type Way } from '../../history/way';
import { sentenceLayouts } from './layouts';
import { defaultWords, wordSteps } from './settings';

export const wordPacks = [{ id: 'words', title: 'Words' }] as const;

const ofWay: readonly Field<Way>[] = [
  field(
    'rule',
    'rule',
    {
      read: (text) => (text === 'algorithm-1' ? 'mean-shift' : text === 'k-updates' ? 'updates' : undefined),
      write: (rule) => (rule === 'mean-shift' ? 'algorithm-1' : 'k-updates'),
    },
    usualWay.rule,
  ),
  field('sign', 'sign', { read: flag.read, write: (sign) => flag.write(sign ?? true) }, usualWay.sign),
  field('clamp', 'clamp', flag, usualWay.clamp),
];

const way: Field<Settings> = {
  names: ofWay.flatMap(({ names }) => names),
  read: (reading, before) => {
    const now = before.way ?? usualWay;
    const read = ofWay.reduce((found, each) => each.read(reading, found), now);
    return read === now ? before : { ...before, way: read };
  },
  write: (settings) => Object.assign({}, ...ofWay.map((each) => each.write(settings.way ?? usualWay))),
};

export const wordFields: AddressFields = {
  defaults: defaultWords,
  settings: [
    field('pack', 'pack', oneOf<string>(wordPacks.map(({ id }) => id))),
    ...settingsFields(sentenceLayouts, wordSteps, defaultWords),
    way,
  ],
  run: [],
  usualLooks: {},
  looks: [],
};
