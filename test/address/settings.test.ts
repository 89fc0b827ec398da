// What addresses of each world say, and what they make of nonsense.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, readLink, settingsText, type AddressFields } from '../../src/address/link';
import { writeFields } from '../../src/address/field';
import { presets } from '../../src/diffusion/mixture/presets';
import type { Settings } from '../../src/history/settings';
import { classTarget } from '../../src/terms/target';
import { pictureLayouts } from '../../src/worlds/images/layouts';
import {
  defaultNoise,
  usualBound,
  type ImageLooks,
  type NoiseSettings,
} from '../../src/worlds/images/noise-settings';
import { beginningWith, defaultSettings, imageSteps } from '../../src/worlds/images/settings';
import { images } from '../../src/worlds/images/world';
import { drawnText } from '../../src/worlds/plane/drawn-points';
import { planeFields } from '../../src/worlds/plane/fields';
import { pointLayouts } from '../../src/worlds/plane/layouts';
import { defaultPlaneSettings, planeLimits } from '../../src/worlds/plane/settings';
import { planeLayers, usualLooks, type PlaneLooks } from '../../src/worlds/plane/state';
import { intervals } from '../terms/intervals';
import { targets } from '../terms/targets';

const steering = {
  target: targets,
  guide: fc.constantFrom(null, 'classifier', 'clip'),
  guidanceScale: fc.integer({ min: 0, max: 160 }).map((n) => n / 10),
  guidanceInterval: fc.option(intervals),
  sampler: fc.constantFrom('ddpm' as const, 'ddim' as const),
  seed: fc.maxSafeNat(),
  twins: fc.boolean(),
  marked: fc.constant(0),
};

const noise: fc.Arbitrary<NoiseSettings> = fc.record({
  source: fc.oneof(
    fc.record({ kind: fc.constant('sheet' as const), index: fc.nat(99) }),
    fc.record({
      kind: fc.constantFrom('drawn' as const, 'image' as const),
      text: fc.stringMatching(/^[A-Za-z0-9_-]{1,300}$/),
    }),
  ),
  t: fc.nat(999),
  schedule: fc.constantFrom(null, 'linear' as const, 'cosine' as const),
  seed: fc.maxSafeNat(),
});

const imageLooks: fc.Arbitrary<ImageLooks> = fc
  .tuple(
    noise,
    fc.record({
      variance: fc.constantFrom(null, 'fixed_small' as const, 'fixed_large' as const),
      axis: fc.constantFrom('t' as const, 'snr' as const),
      draws: fc.integer({ min: 1, max: 8 }),
    }),
  )
  .map(([settings, bound]) => ({ ...settings, ...bound }));
const usualImages: ImageLooks = { ...defaultNoise, ...usualBound };

const pictures: fc.Arbitrary<Settings> = fc.record({
  ...steering,
  pack: fc.constantFrom('digits', 'fashion'),
  steps: fc.integer(imageSteps),
  layout: fc.constantFrom(...pictureLayouts),
  own: fc.option(noise).map((from) => beginningWith(defaultSettings, from).own),
});

const drawn = drawnText([
  { x: -1, y: 0.5, label: 0 },
  { x: 1, y: 2.5, label: 3 },
]);

const points: fc.Arbitrary<Settings> = fc.record({
  ...steering,
  guide: fc.constantFrom('learned', 'exact', 'clean', 'classifier-free'),
  pack: fc.constant('plane'),
  steps: fc.integer(planeLimits.steps),
  layout: fc.constantFrom(...pointLayouts),
  own: fc.record({
    world: fc.constant('plane' as const),
    distribution: fc.constantFrom('drawn', ...presets.map(({ id }) => id)),
    drawn: fc.constantFrom('', drawn),
    denoiser: fc.constantFrom('learned' as const, 'exact' as const),
    schedule: fc.constantFrom('linear' as const, 'cosine' as const),
    width: fc.constantFrom(32, 64, 128),
    mostSteps: fc.integer({ min: 200, max: 20_000 }),
    trainSeed: fc.maxSafeNat(),
    trained: fc.constant(null),
  }),
});

const planeLooks: fc.Arbitrary<PlaneLooks> = fc.record({
  colour: fc.constantFrom('belief' as const, 'end' as const),
  layers: fc.subarray([...planeLayers]),
  marked: fc.integer({ min: 0, max: 1999 }),
  objective: fc.boolean(),
});

async function restored<Looks extends object>(
  fields: AddressFields<Looks>,
  settings: Settings,
  looks: Looks,
) {
  const texts = {
    ...writeFields(fields.settings, settings),
    ...writeFields(fields.run, settings),
    ...writeFields(fields.looks, looks),
  };
  const read = await readLink(hashOf('view', texts), '', fields);
  expect(read.reading.refused).toEqual([]);
  return read;
}

describe('an address', () => {
  it('gives back the settings of a run of pictures', async () => {
    await fc.assert(
      fc.asyncProperty(pictures, async (settings) => {
        // a run's beginning and what Noise shows share their names, so they are of two views
        const read = await restored({ ...images.fields, looks: [] }, settings, usualImages);
        expect(read.settings).toEqual(settings);
      }),
    );
  });

  it('gives back what Noise and Objective show', async () => {
    await fc.assert(
      fc.asyncProperty(imageLooks, async (each) => {
        const read = await restored({ ...images.fields, run: [] }, defaultSettings, each);
        expect(read.looks).toEqual(each);
        expect(read.settings).toEqual(defaultSettings);
      }),
    );
  });

  it('gives back the settings of the plane, and how it is looked at', async () => {
    await fc.assert(
      fc.asyncProperty(points, planeLooks, async (settings, looks) => {
        const read = await restored(planeFields, settings, looks);
        expect(read.settings).toEqual(settings);
        // what is usual is not written
        expect(read.looks ?? usualLooks).toEqual(looks);
      }),
    );
  });

  it('reads as people would write it', async () => {
    expect(settingsText(images.fields, defaultSettings)).toBe(
      '#/?pack=digits&target=7&scale=4&sampler=ddpm&steps=100&seed=42&lanes=pair',
    );
    const { settings, backend } = await readLink('#/denoise?target=3', '?backend=wasm', images.fields);
    expect({ settings, backend }).toEqual({
      settings: { ...defaultSettings, target: classTarget(3) },
      backend: 'wasm',
    });
    expect(writeFields(images.fields.looks, usualImages)).toEqual({ image: '71', level: '400', noise: '7' });
  });

  it('tells a guide of several slots, a prompt, a length and a blank what is asked for', async () => {
    const asked = async (fields: string) =>
      (await readLink(`#/denoise?${fields}`, '', images.fields)).settings.target;
    expect(await asked('slots=Smiling=yes')).toEqual({ kind: 'slots', values: { Smiling: 'yes' } });
    expect(await asked('length=12')).toEqual({ kind: 'length', n: 12 });
  });

  it.each([
    ['pack', '../../etc'],
    ['target', '-1'],
    ['target', 'seven'],
    ['scale', '1e9'],
    ['scale', ''],
    ['interval', '600-200'],
    ['interval', '3'],
    ['interval', ''],
    ['guide', 'a guide'],
    ['sampler', 'euler'],
    ['steps', '9.5'],
    ['steps', '100000'],
    ['seed', '-4'],
    ['seed', '1e300'],
    ['seed', '0x'],
    ['backend', 'cuda'],
    ['lanes', 'many'],
    ['twins', 'yes'],
    ['turns', 'left'],
    ['t', 'soon'],
    ['to', '-1'],
    ['large', 'z'],
    ['from', 'nowhere'],
    ['image', '-1'],
    ['image', 'frog'],
    ['level', '1e9'],
    ['level', ''],
    ['noise', '0.5'],
    ['schedule', 'sigmoid'],
    ['variance', 'learned'],
    ['axis', 'log'],
    ['draws', '0'],
    ['draws', '9'],
    ['drawn', 'A.'],
    ['picture', '!'.repeat(100)],
  ])('of pictures falls to the default for %s “%s”, and names it', async (name, text) => {
    const read = await readLink(`#/denoise?${name}=${text}`, '', images.fields);
    expect(read).toMatchObject({ settings: defaultSettings, backend: 'auto', retake: null });
    expect(read.looks ?? usualImages).toEqual(usualImages);
    expect(read.reading.refused).toEqual([[name, text]]);
  });

  it('of the plane falls to the defaults for nonsense, and names all of it', async () => {
    const nonsense = {
      distribution: 'cats',
      target: '-9',
      scale: '-1',
      sampler: 'x',
      steps: '1',
      seed: '1.5',
      denoiser: 'no',
      guide: '&',
      width: '7',
      train: '1',
      points: 'zzz',
      marked: '2000',
      lanes: 'pair',
      schedule: '',
      colour: 'red',
    };
    const read = await readLink(hashOf('plane', nonsense), '', planeFields);
    expect(read.settings).toEqual(defaultPlaneSettings);
    expect(read.looks).toEqual(usualLooks);
    expect(new Map(read.reading.refused)).toEqual(new Map(Object.entries(nonsense)));
  });

  it('says what it leaves to the pack', async () => {
    const open = async (hash: string) => (await readLink(hash, '', images.fields)).open;
    expect(await open('')).toEqual(['guidanceScale', 'steps']);
    expect(await open('#/denoise?scale=3')).toEqual(['steps']);
    expect(await open(settingsText(images.fields, defaultSettings))).toEqual([]);
  });

  it('that is anything at all never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (hash, search) => {
        await readLink(hash, search, images.fields);
        await readLink(hash, search, planeFields);
      }),
    );
  });
});
