// What a person chooses of a run of sentences.

import type { Settings } from '../../history/settings';
import { usualWay } from '../../history/way';
import { pair } from './layouts';
import { targetOf } from './wishes';

/** A run of sentences has nothing of its own beside what every run has. */
export const sentences = { world: 'words' } as const;

export const wordSteps = { min: 10, max: 2000 } as const;

export const defaultWords: Settings = {
  pack: 'words',
  target: targetOf({ slots: { food: 'Italian', price: 'cheap' }, length: null, fill: null }),
  guide: null,
  guidanceScale: 1,
  guidanceInterval: null,
  sampler: 'ddpm',
  steps: 200,
  seed: 3,
  layout: pair,
  twins: false,
  marked: 0,
  own: sentences,
  way: usualWay,
};
