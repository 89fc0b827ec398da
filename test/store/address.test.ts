import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings, formatAddress, leftOpen, limits, parseAddress } from '../../src/store/address';
import { laneLayouts } from '../../src/store/layouts';
import type { Settings } from '../../src/store/settings';

const settings: fc.Arbitrary<Settings> = fc.record({
  pack: fc.constant('digits'),
  target: fc.integer({ min: 0, max: 9 }),
  guidanceScale: fc.integer({ min: 0, max: 160 }).map((n) => n / 10),
  sampler: fc.constantFrom('ddpm', 'ddim'),
  steps: fc.integer(limits.steps),
  seed: fc.maxSafeNat(),
  lanes: fc.constantFrom(...laneLayouts),
  twins: fc.boolean(),
  backend: fc.constantFrom('auto', 'webgpu', 'wasm'),
});

describe('address', () => {
  it('restores what it was made of', () => {
    fc.assert(
      fc.property(settings, (s) => {
        expect(parseAddress(formatAddress(s))).toEqual(s);
      }),
    );
  });

  it('reads as people would write it', () => {
    expect(formatAddress(defaultSettings)).toBe(
      '#/denoise?pack=digits&target=7&scale=4&sampler=ddpm&steps=100&seed=42&lanes=pair',
    );
    expect(parseAddress('#/denoise?target=3', '?backend=wasm')).toEqual({
      ...defaultSettings,
      target: 3,
      backend: 'wasm',
    });
  });

  it.each([
    'pack=../../etc',
    'target=-1',
    'target=seven',
    'scale=1e9',
    'scale=',
    'sampler=euler',
    'steps=9.5',
    'steps=100000',
    'seed=-4',
    'seed=1e300',
    'seed=0x',
    'backend=cuda',
    'lanes=many',
    'twins=yes',
    '%E0%A4%A',
    '&&&===',
  ])('falls to the default for %s', (field) => {
    expect(parseAddress(`#/denoise?${field}`)).toEqual(defaultSettings);
  });

  it('says what it leaves to the pack', () => {
    expect(leftOpen('')).toEqual(['guidanceScale', 'steps']);
    expect(leftOpen('#/denoise?scale=3')).toEqual(['steps']);
    expect(leftOpen(formatAddress(defaultSettings))).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (hash, query) => void parseAddress(hash, query)));
  });
});
