// The fields that every world's address has: what steers, and the chain.

import type { Layout } from '../history/layout';
import type { Settings } from '../history/settings';
import { samplerKinds } from '../terms/scheduler';
import { intervalText, readInterval, type Interval } from '../terms/interval';
import { readTarget, targetFields, targetTexts, type TargetTexts } from '../terms/target-text';
import { field, flag, numberIn, oneOf, wholeIn, type Field, type FieldType, type Limits } from './field';

/** Seeds are numbers in JavaScript, exact up to 2^53 - 1. */
export const seedLimits: Limits = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** Wider than any guide's own range, which is held when its pack is open. */
export const scaleLimits: Limits = { min: 0, max: 100 };

const guideId: FieldType<string | null> = {
  read: (text) => (/^[\w-]{1,64}$/.test(text) ? text : undefined),
  write: (id) => id ?? '',
};

const interval: FieldType<Interval | null> = {
  read: readInterval,
  write: (value) => (value === null ? '' : intervalText(value)),
};

const target: Field<Settings> = {
  names: targetFields,
  read: (reading, before) => {
    const texts: TargetTexts = {};
    for (const name of targetFields) {
      const text = reading.text(name);
      if (text !== undefined) texts[name] = text;
    }
    const found = readTarget(texts, (name, text) => reading.refuse(name, text));
    return found === null ? before : { ...before, target: found };
  },
  write: (settings) => targetTexts(settings.target),
};

/** @param layouts those of the world */
export function settingsFields(
  layouts: readonly Layout[],
  steps: Limits,
  defaults: Settings,
): readonly Field<Settings>[] {
  const layoutType: FieldType<Layout> = {
    read: (text) => layouts.find(({ id }) => id === text),
    write: ({ id }) => id,
  };
  return [
    target,
    field('guide', 'guide', guideId, null),
    field('scale', 'guidanceScale', numberIn(scaleLimits)),
    field('interval', 'guidanceInterval', interval, null),
    field('sampler', 'sampler', oneOf(samplerKinds)),
    field('steps', 'steps', wholeIn(steps)),
    field('seed', 'seed', wholeIn(seedLimits)),
    field('lanes', 'layout', layoutType),
    field('twins', 'twins', flag, defaults.twins),
  ];
}
