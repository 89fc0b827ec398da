// What a person chooses of a run of pictures, beside what they choose anywhere: what it begins with.

import type { Settings } from '../../history/settings';
import { classTarget } from '../../terms/target';
import type { NoiseSettings } from './noise-settings';
import { pair } from './layouts';

export interface ImageSettings {
  readonly world: 'images';
  /** The picture taken into noise that a run begins with; null begins with pure noise. */
  readonly from: NoiseSettings | null;
}

export const fromNoise: ImageSettings = { world: 'images', from: null };

export const imageSteps = { min: 10, max: 1000 } as const;

export const defaultSettings: Settings = {
  pack: 'digits',
  target: classTarget(7),
  guide: null,
  guidanceScale: 4,
  guidanceInterval: null,
  sampler: 'ddpm',
  steps: 100,
  seed: 42,
  layout: pair,
  twins: false,
  marked: 0,
  own: fromNoise,
};

function isImages(own: object): own is ImageSettings {
  return 'world' in own && own.world === 'images';
}

/** What a run begins with; null for pure noise. */
export function fromOf({ own }: Pick<Settings, 'own'>): NoiseSettings | null {
  return isImages(own) ? own.from : null;
}

/** Settings of a run that begins with a picture taken into noise, or with pure noise. */
export function beginningWith(settings: Settings, from: NoiseSettings | null): Settings {
  return { ...settings, own: from === null ? fromNoise : { world: 'images', from } };
}
