// Noise in an address: image=71 (of the sheet), or drawn= or picture= with the picture itself; level, schedule and
// noise (the key of the forward noise). Nonsense in a field falls to its default.

import { scheduleNames } from '../../diffusion/forward/pair-of-schedules';
import { packText, unpackText } from './levels';
import { defaultNoise, type NoiseSettings, type PictureSource } from './settings';

/** Longer pictures stay out of an address: links are copied into mails and onto slides. */
const LONGEST_PICTURE = 1500;
const MOST_IMAGES = 10_000;
const MOST_TIMESTEPS = 100_000;
const FIELDS = ['image', 'drawn', 'picture', 'level', 'schedule', 'noise'] as const;

export interface ReadNoise {
  readonly settings: NoiseSettings;
  /** What was not understood: name and text. */
  readonly refused: readonly string[];
}

/** @returns null where there is no such field */
export function readNoise(fields: URLSearchParams): ReadNoise | null {
  if (!FIELDS.some((name) => fields.has(name))) return null;
  const refused: string[] = [];
  const refuse = (name: string, text: string): void => {
    refused.push(`${name} “${text.length > 24 ? `${text.slice(0, 24)}…` : text}”`);
  };
  const whole = (name: string, fallback: number, most: number): number => {
    const text = fields.get(name);
    if (text === null) return fallback;
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value <= most) return value;
    refuse(name, text);
    return fallback;
  };
  const source = (): PictureSource => {
    for (const [name, kind] of [['drawn', 'drawn'] as const, ['picture', 'image'] as const]) {
      const packed = fields.get(name);
      if (packed === null) continue;
      const text = unpackText(packed);
      if (text !== null) return { kind, text };
      refuse(name, packed);
    }
    return { kind: 'sheet', index: whole('image', 71, MOST_IMAGES - 1) };
  };
  const asked = fields.get('schedule');
  const schedule = scheduleNames.find((name) => name === asked) ?? null;
  if (asked !== null && schedule === null) refuse('schedule', asked);
  return {
    settings: {
      source: source(),
      t: whole('level', defaultNoise.t, MOST_TIMESTEPS - 1),
      schedule,
      seed: whole('noise', defaultNoise.seed, Number.MAX_SAFE_INTEGER),
    },
    refused,
  };
}

/** Adds the fields. A picture that is too long for an address is left out; then it says false. */
export function writeNoise({ source, t, schedule, seed }: NoiseSettings, fields: URLSearchParams): boolean {
  let whole = true;
  if (source.kind === 'sheet') fields.set('image', String(source.index));
  else {
    const packed = packText(source.text);
    whole = packed.length <= LONGEST_PICTURE;
    if (whole) fields.set(source.kind === 'drawn' ? 'drawn' : 'picture', packed);
  }
  fields.set('level', String(t));
  if (schedule !== null) fields.set('schedule', schedule);
  fields.set('noise', String(seed));
  return whole;
}

export function sameNoise(a: NoiseSettings | null, b: NoiseSettings | null): boolean {
  if (a === null || b === null) return a === b;
  const text = (settings: NoiseSettings): string => {
    const { source } = settings;
    return [
      source.kind,
      source.kind === 'sheet' ? source.index : source.text,
      settings.t,
      settings.schedule,
      settings.seed,
    ].join(' ');
  };
  return text(a) === text(b);
}
