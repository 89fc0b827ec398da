import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings, formatAddress, readAddress } from '../../../src/store/address';
import { readNoise, sameNoise, writeNoise } from '../../../src/store/noise/address';
import { defaultNoise, type NoiseSettings } from '../../../src/store/noise/settings';

const text = fc.stringMatching(/^[A-Za-z0-9_-]{1,300}$/);
const settings: fc.Arbitrary<NoiseSettings> = fc.record({
  source: fc.oneof(
    fc.record({ kind: fc.constant('sheet' as const), index: fc.nat(99) }),
    fc.record({ kind: fc.constantFrom('drawn' as const, 'image' as const), text }),
  ),
  t: fc.nat(999),
  schedule: fc.constantFrom(null, 'linear' as const, 'cosine' as const),
  seed: fc.maxSafeNat(),
});

function written(noise: NoiseSettings): URLSearchParams {
  const fields = new URLSearchParams();
  expect(writeNoise(noise, fields)).toBe(true);
  return new URLSearchParams(fields.toString());
}

describe('Noise in an address', () => {
  it('restores what it was made of', () => {
    fc.assert(
      fc.property(settings, (noise) => {
        expect(readNoise(written(noise))).toEqual({ settings: noise, refused: [] });
      }),
    );
  });

  it('is short, and readable', () => {
    expect(written(defaultNoise).toString()).toBe('image=71&level=400&noise=7');
  });

  it('says nothing where there is nothing', () => {
    expect(readNoise(new URLSearchParams('target=3&seed=4'))).toBeNull();
  });

  it.each([
    ['image=-1', 'image “-1”'],
    ['image=frog', 'image “frog”'],
    ['level=1e9', 'level “1e9”'],
    ['level=', 'level “”'],
    ['noise=0.5', 'noise “0.5”'],
    ['schedule=sigmoid', 'schedule “sigmoid”'],
    ['drawn=A.', 'drawn “A.”'],
    [`picture=${'!'.repeat(100)}`, `picture “${'!'.repeat(24)}…”`],
  ])('falls to the default for %s, and names it', (field, refused) => {
    expect(readNoise(new URLSearchParams(field))).toEqual({ settings: defaultNoise, refused: [refused] });
  });

  it('leaves a picture out that is too long for a link, and says so', () => {
    const letters = Array.from({ length: 2000 }, (_, i) => 'ABCDEFG'[i % 7]).join('');
    const fields = new URLSearchParams();
    expect(writeNoise({ ...defaultNoise, source: { kind: 'drawn', text: letters } }, fields)).toBe(false);
    expect(fields.has('drawn')).toBe(false);
    expect(readAddress('#/noise?image=3&without=picture').complaint).toContain('too large for a link');
  });

  it('tells two settings apart exactly when they differ', () => {
    fc.assert(
      fc.property(settings, settings, (a, b) => {
        expect(sameNoise(a, { ...a, source: { ...a.source } })).toBe(true);
        expect(sameNoise(a, b)).toBe(written(a).toString() === written(b).toString());
      }),
    );
    expect(sameNoise(null, null)).toBe(true);
    expect(sameNoise(null, defaultNoise)).toBe(false);
  });
});

describe('a run that begins on Noise', () => {
  it('has the picture, t and noise in its address', () => {
    fc.assert(
      fc.property(settings, (from) => {
        const hash = formatAddress({ ...defaultSettings, from });
        expect(readAddress(hash).settings.from).toEqual(from);
        expect(readAddress(hash).complaint).toBeNull();
      }),
    );
  });

  it('has none of it on Noise, which has its own', () => {
    expect(formatAddress({ ...defaultSettings, from: defaultNoise }, 'noise')).not.toContain('from');
    expect(readAddress('#/denoise?level=30').settings.from).toBeUndefined();
  });

  it('begins with pure noise where the address makes no sense, and says so', () => {
    const { settings: read, complaint } = readAddress('#/denoise?from=nowhere&image=3');
    expect(read.from).toBeUndefined();
    expect(complaint).toContain('from “nowhere”');
  });
});
