// A sweep in an address: of=words (the world), target, scales=0_1_2_4 or vary=interval, intervals=all_200-600 and
// at=4 (s), seeds (how many), and of the chain sampler, steps and seed (the first one). What makes no sense falls to
// its default, and is named.

import {
  field,
  numberIn,
  oneOf,
  readFields,
  wholeIn,
  writeFields,
  type Field,
  type FieldType,
  type Reading,
} from '../address/field';
import { scaleLimits, seedLimits } from '../address/settings-fields';
import type { State } from '../history/state';
import type { Nudge } from '../store/world';
import { intervalText, readInterval, sameInterval, type Interval } from '../terms/interval';
import { samplerKinds } from '../terms/scheduler';
import { targetTexts } from '../terms/target-text';
import { sweepAsked } from './asked';
import { defaultSweep, usualSweep, varieds, type SweepSettings } from './sweep';
import { setSweep, sweepOf, worldOf } from './sweep-state';

/** Rows that a sweep may have, of scales or of intervals. */
export const MOST_SCALES = 24;
/** Seeds that a sweep may have. Before it takes thousands of samples the page asks whether so many are meant. */
export const seedCounts = { min: 1, max: 1_000_000 } as const;
/** Steps of each sample’s chain, in any world; at most the model’s T. */
export const sweepSteps = { min: 10, max: 1000 } as const;

/** The world that an address without `of` sweeps. */
const images = 'images';
const scale = numberIn(scaleLimits);
/** All t. */
export const ALL = 'all';

/** "0_1_2.5": ascending, each once; undefined for nonsense, or for too many. */
export const scalesType: FieldType<readonly number[] | null> = {
  read: (text) => {
    const values = text.split('_').map((each) => scale.read(each));
    const known = values.flatMap((each) => each ?? []);
    if (known.length < values.length || known.length > MOST_SCALES) return undefined;
    return [...new Set(known)].toSorted((a, b) => a - b);
  },
  write: (values) => (values ?? []).map(String).join('_'),
};

/** "all_200-600": each once, as they are typed; undefined for nonsense, or for too many. */
export const intervalsType: FieldType<readonly (Interval | null)[] | null> = {
  read: (text) => {
    const values = text.split('_').map((each) => (each === ALL ? null : readInterval(each)));
    const known = values.filter((each) => each !== undefined);
    if (known.length < values.length || known.length > MOST_SCALES) return undefined;
    return known.filter((each, i) => known.findIndex((other) => sameInterval(other, each)) === i);
  },
  write: (values) => (values ?? []).map((each) => (each === null ? ALL : intervalText(each))).join('_'),
};

const at: FieldType<number | null> = { read: scale.read, write: (value) => String(value ?? '') };

const fields: readonly Field<SweepSettings>[] = [
  field('vary', 'vary', oneOf(varieds), defaultSweep.vary),
  field('scales', 'scales', scalesType, null),
  field('intervals', 'intervals', intervalsType, null),
  field('at', 'at', at, null),
  field('seeds', 'seeds', wholeIn(seedCounts)),
  field('seed', 'seed', wholeIn(seedLimits)),
  field('sampler', 'sampler', oneOf(samplerKinds)),
  field('steps', 'steps', wholeIn(sweepSteps)),
];

/** What Sweep’s address says, in any world. See docs/address.md. */
export const sweepAddress = {
  names: ['of', ...fields.flatMap(({ names }) => names)],

  /** The target is what Denoise asks for: an address has one. */
  read(nudge: Nudge, reading: Reading): void {
    setSweep(nudge, { ...readFields(fields, reading, usualSweep(nudge.world.id)), target: null });
  },

  write(state: State): Readonly<Record<string, string>> {
    const of = sweepAsked(state);
    const world = worldOf(state.own);
    return {
      ...(world === images ? {} : { of: world }),
      ...writeFields(fields, sweepOf(state).settings),
      ...(of === null ? {} : targetTexts(of.target)),
    };
  },
};
