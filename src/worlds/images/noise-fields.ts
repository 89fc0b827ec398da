// Noise in an address: image=71 (of the sheet), or drawn= or picture= with the picture itself; level, schedule and
// noise (the key of the forward noise). Of the bound: variance=fixed_large, axis=snr and
// draws=4.

import { field, oneOf, wholeIn, type Field, type FieldType, type Reading } from '../../address/field';
import { seedLimits } from '../../address/settings-fields';
import { scheduleNames } from '../../diffusion/forward/pair-of-schedules';
import type { Settings } from '../../history/settings';
import { packText, unpackText } from './levels';
import { axisKinds } from '../../terms/axis';
import type { FixedVariance } from '../../terms/scheduler';
import {
  defaultNoise,
  mostDraws,
  usualBound,
  type ImageLooks,
  type NoiseSettings,
  type PictureSource,
} from './noise-settings';
import { beginningWith, fromOf } from './settings';

/** Longer pictures stay out of an address: links are copied into mails and onto slides. */
const LONGEST_PICTURE = 1500;
const MOST_IMAGES = 10_000;
const MOST_TIMESTEPS = 100_000;
const FIRST_IMAGE = 71;

const variance: FieldType<FixedVariance | null> = {
  read: oneOf(['fixed_small', 'fixed_large']).read,
  write: String,
};

const names = ['image', 'drawn', 'picture', 'level', 'schedule', 'noise'];

function read(reading: Reading, before: NoiseSettings): NoiseSettings {
  const text = (packed: string): string | undefined => unpackText(packed) ?? undefined;
  const drawn = reading.value('drawn', text);
  const picture = reading.value('picture', text);
  const index = reading.value('image', wholeIn({ min: 0, max: MOST_IMAGES - 1 }).read) ?? FIRST_IMAGE;
  const source: PictureSource =
    drawn !== undefined
      ? { kind: 'drawn', text: drawn }
      : picture !== undefined
        ? { kind: 'image', text: picture }
        : { kind: 'sheet', index };
  return {
    source,
    t: reading.value('level', wholeIn({ min: 0, max: MOST_TIMESTEPS - 1 }).read) ?? before.t,
    schedule: reading.value('schedule', oneOf(scheduleNames).read) ?? null,
    seed: reading.value('noise', wholeIn(seedLimits).read) ?? before.seed,
  };
}

function write({ source, t, schedule, seed }: NoiseSettings): Record<string, string> {
  const packed = source.kind === 'sheet' ? null : packText(source.text);
  return {
    ...(source.kind === 'sheet' ? { image: String(source.index) } : {}),
    ...(packed === null || packed.length > LONGEST_PICTURE
      ? {}
      : { [source.kind === 'drawn' ? 'drawn' : 'picture']: packed }),
    level: String(t),
    ...(schedule === null ? {} : { schedule }),
    noise: String(seed),
  };
}

/** Whether an address can hold a picture. */
export function fitsAnAddress({ source }: NoiseSettings): boolean {
  return source.kind === 'sheet' || packText(source.text).length <= LONGEST_PICTURE;
}

/** What Noise shows, and how Objective shows it. */
export const lookFields: readonly Field<ImageLooks>[] = [
  { names, read: (reading, before) => ({ ...before, ...read(reading, before) }), write },
  field('variance', 'variance', variance, usualBound.variance),
  field('axis', 'axis', oneOf(axisKinds), usualBound.axis),
  field('draws', 'draws', wholeIn({ min: 1, max: mostDraws }), usualBound.draws),
];

/** What a run begins with: from=noise, and the same fields. A picture that is too large is left out with them. */
export const fromField: Field<Settings> = {
  names: ['from'],
  read: (reading, before) => {
    const from = reading.value('from', oneOf(['noise']).read);
    return from === undefined ? before : beginningWith(before, read(reading, defaultNoise));
  },
  write: (settings) => {
    const from = fromOf(settings);
    return from === null || !fitsAnAddress(from) ? {} : { ...write(from), from: 'noise' };
  },
};
