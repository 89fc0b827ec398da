// What is the same and what is not: settings, chains, models. A change that is overlooked leaves on screen what is not so.

import { describe, expect, it } from 'vitest';
import { sameOrigin, type ModelOrigin } from '../../src/history/model-origin';
import { newPath } from '../../src/history/path';
import { sameChain } from '../../src/history/same-chain';
import { sameSteer, samplerOf, type Settings } from '../../src/history/settings';
import { withoutArrays } from '../../src/history/step-record';
import { tookAnother } from '../../src/history/took-another';
import { ruleOf, usualWay, type Way } from '../../src/history/way';
import type { PackInfo } from '../../src/terms/pack-info';
import { meanShift, type Updates } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { defaultSettings } from '../../src/worlds/images/settings';
import { digits } from '../store/open-images';
import { someRecord } from './some-steps';

const changes: readonly Partial<Settings>[] = [
  { target: classTarget(1) },
  { guide: 'other' },
  { guidanceScale: 9 },
  { guidanceInterval: [1, 2] },
  { seed: 1 },
  { sampler: 'ddim' },
];

describe('settings', () => {
  it('steer alike unless something differs that steers', () => {
    expect(sameSteer(defaultSettings, { ...defaultSettings, target: classTarget(7), marked: 5 })).toBe(true);
    for (const change of changes) {
      expect(sameSteer(defaultSettings, { ...defaultSettings, ...change })).toBe(false);
    }
    const acts: Partial<Settings> = { guidanceInterval: [1, 2] };
    expect(sameSteer({ ...defaultSettings, ...acts }, { ...defaultSettings, guidanceInterval: [1, 2] })).toBe(
      true,
    );
  });

  it('of DDIM add no noise', () => {
    expect([samplerOf({ sampler: 'ddpm' }), samplerOf({ sampler: 'ddim' })]).toEqual([
      { kind: 'ddpm' },
      { kind: 'ddim', eta: 0 },
    ]);
  });
});

const updates: Updates = { kind: 'updates', count: 3, length: 1, weight: 1, quiet: 0.1, sign: true };
const { info } = digits();
const pack: PackInfo = {
  ...info,
  guides: [info.guides[0]!, { ...info.guides[0]!, id: 'k', rule: updates }],
};

describe('the rule of a run', () => {
  const rule = (way: Partial<Way>, guide: string | null = 'k') =>
    ruleOf({ way: { ...usualWay, ...way }, guide }, pack);

  it('is its guide’s own, unless the way says otherwise', () => {
    expect(ruleOf({ guide: null }, pack)).toEqual({ rule: meanShift });
    expect(rule({})).toEqual({ rule: updates });
    expect(rule({ rule: 'updates' })).toEqual({ rule: updates });
    expect(rule({ rule: 'mean-shift', sign: false })).toEqual({ rule: meanShift });
    expect(rule({ sign: false })).toEqual({ rule: { ...updates, sign: false } });
    expect(rule({ sign: true })).toEqual({ rule: updates });
    expect(rule({ sign: false }, null)).toEqual({ rule: meanShift });
    expect(rule({ clamp: false }, null)).toEqual({ rule: meanShift, clamp: false });
  });

  it('makes another chain, as the sampler does; what steers does not', () => {
    const base = { ...defaultSettings, guide: 'k' };
    const same = (more: Partial<Settings>) => sameChain(base, { ...base, ...more }, pack);
    expect(same({ guidanceScale: 9, seed: 3 })).toBe(true);
    expect(same({ sampler: 'ddim' })).toBe(false);
    expect(same({ guide: null })).toBe(false);
    expect(same({ way: { ...usualWay, clamp: false } })).toBe(false);
    expect(same({ way: usualWay })).toBe(true);
  });
});

describe('a model', () => {
  const origin = (key: string | null, kind: 'url' | 'files' = 'url'): ModelOrigin => ({
    key,
    title: 'T',
    source: kind === 'url' ? { kind, id: 'a', url: 'u' } : { kind, id: 'a', files: new Map() },
  });

  it('is the same of the same key and kind, but of files, which may be any', () => {
    expect(sameOrigin(origin('a'), origin('a'))).toBe(true);
    expect(sameOrigin(origin('a'), origin('b'))).toBe(false);
    expect(sameOrigin(origin('a'), origin('a', 'files'))).toBe(false);
    expect(sameOrigin(origin('a', 'files'), origin('a', 'files'))).toBe(false);
    const files = origin('a', 'files');
    expect(sameOrigin(files, files)).toBe(true);
    expect(sameOrigin(null, null)).toBe(true);
    expect([sameOrigin(null, files), sameOrigin(files, null)]).toEqual([false, false]);
  });

  it('that took a step, or one that it is computed from, is asked for it again', () => {
    const steps = ['a', 'a', 'b', 'b', 'b'].map((model, i) => ({ ...someRecord(i), model }));
    const path = { ...newPath(1, defaultSettings, 5, [5, 4, 3, 2, 1]), steps };
    const by = (key: string | null, thinned: readonly number[] = []): boolean[] => {
      const kept = steps.map((step, i) => (thinned.includes(i) ? withoutArrays(step) : step));
      return kept.map((_, i) => tookAnother({ ...path, steps: kept }, i, key));
    };
    expect(by('b')).toEqual([true, true, false, false, false]);
    expect(by('a')).toEqual([false, false, true, true, true]);
    expect(by('b', [2, 3])).toEqual([true, true, true, true, false]);
    expect(by(null)).toEqual(Array(5).fill(false));
    const recorded = steps.map((step) => ({ ...withoutArrays(step), model: null }));
    expect(tookAnother({ ...path, steps: recorded }, 4, 'b')).toBe(false);
  });
});
