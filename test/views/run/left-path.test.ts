import { describe, expect, it } from 'vitest';
import { newPath } from '../../../src/history/path';
import { classTarget } from '../../../src/terms/target';
import { differenceText } from '../../../src/views/run/left-path';
import { defaultPlaneSettings, withPlane } from '../../../src/worlds/plane/settings';
import { plane } from '../../../src/worlds/plane/world';

const path = (changes: Partial<typeof defaultPlaneSettings>) =>
  newPath(1, { ...defaultPlaneSettings, ...changes }, 10, []);
const names = ['A', 'B'];
const text = (left: ReturnType<typeof path>, here: ReturnType<typeof path>) =>
  differenceText(left, here, plane.fields.settings, (index) => names[Number(index)] ?? '');

describe('what a comparison compares', () => {
  it('is named by what is other', () => {
    expect(text(path({ guidanceScale: 0 }), path({ guidanceScale: 4 }))).toBe('s = 0 (here 4)');
    expect(text(path({}), path({ target: classTarget(1), sampler: 'ddim' }))).toBe(
      'y = A (here B), sampler ddpm (here ddim)',
    );
    expect(text(path({}), path(withPlane(defaultPlaneSettings, { denoiser: 'exact' })))).toBe(
      'denoiser learned (here exact)',
    );
  });

  it('names an interval, also where there is none', () => {
    expect(text(path({}), path({ guidanceInterval: [200, 600] }))).toBe('guided at t = all (here 200-600)');
  });

  it('is nothing where all is alike', () => {
    expect(text(path({}), path({}))).toBe('');
  });
});
