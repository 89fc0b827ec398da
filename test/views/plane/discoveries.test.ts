// What the Plane offers to discover is there to be set, and shows a difference.

import { describe, expect, it } from 'vitest';
import { presetOf } from '../../../src/diffusion/mixture/presets';
import { discoveries } from '../../../src/views/plane/panels/discoveries';

describe('the discoveries', () => {
  it.each(discoveries)(
    '$id names what there is, and changes something',
    ({ settings, against, sentence }) => {
      const preset = presetOf(settings.distribution)!;
      expect(settings.target).toBeLessThan(preset.mixture.classes.length);
      expect(sentence).toMatch(/^[^.]+(\.\d[^.]*)*\.$/); // one sentence
      expect(
        against === null || Object.entries(against).some(([key, value]) => settings[key as never] !== value),
      ).toBe(true);
    },
  );
});
