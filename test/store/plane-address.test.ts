import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/diffusion/mixture/presets';
import { drawnText } from '../../src/store/drawn-points';
import { pointLayouts } from '../../src/store/layouts';
import { formatPlaneAddress, parsePlaneAddress } from '../../src/store/plane-address';
import { defaultPlane, planeLayers } from '../../src/store/plane-settings';
import { defaultPlaneSettings } from '../../src/store/plane-defaults';
import type { Settings } from '../../src/store/settings';

const drawn = drawnText([
  { x: -1, y: 0.5, label: 0 },
  { x: 1, y: 2.5, label: 3 },
]);

const settings: fc.Arbitrary<Settings> = fc.record({
  pack: fc.constant('plane'),
  target: fc.constantFrom(0, 1),
  guidanceScale: fc.integer({ min: 0, max: 160 }).map((tenths) => tenths / 10),
  sampler: fc.constantFrom('ddpm', 'ddim'),
  steps: fc.integer({ min: 2, max: 1000 }),
  seed: fc.maxSafeNat(),
  lanes: fc.constantFrom(...pointLayouts),
  twins: fc.boolean(),
  backend: fc.constantFrom('auto', 'webgpu', 'wasm'),
  plane: fc.record({
    distribution: fc.constantFrom('drawn', ...presets.map(({ id }) => id)),
    drawn: fc.constantFrom('', drawn),
    denoiser: fc.constantFrom('learned', 'exact'),
    guide: fc.constantFrom('learned', 'exact', 'clean', 'classifier-free'),
    schedule: fc.constantFrom('linear', 'cosine'),
    width: fc.constantFrom(32, 64, 128),
    mostSteps: fc.integer({ min: 200, max: 20_000 }),
    trainSeed: fc.maxSafeNat(),
    colour: fc.constantFrom('belief', 'end'),
    layers: fc.subarray([...planeLayers]),
    marked: fc.integer({ min: 0, max: 1999 }),
  }),
});

describe('the Plane’s address', () => {
  it('gives back what it was written from', () => {
    fc.assert(
      fc.property(settings, (each) => {
        expect(parsePlaneAddress(formatPlaneAddress(each))).toEqual(each);
      }),
    );
  });

  it('takes nonsense for what is usual', () => {
    const nonsense =
      '#/plane?distribution=cats&target=9&scale=-1&sampler=x&steps=1&seed=1.5&denoiser=no&guide=no&width=7&train=1&points=zzz&marked=2000&lanes=pair&schedule=&colour=red';
    expect(parsePlaneAddress(nonsense)).toEqual(defaultPlaneSettings);
  });

  it('takes a preset’s own scale where none is named', () => {
    const { id, guidanceScale } = presets[3]!;
    expect(parsePlaneAddress(`#/plane?distribution=${id}`)).toMatchObject({
      guidanceScale,
      plane: { ...defaultPlane, distribution: id },
    });
  });
});
