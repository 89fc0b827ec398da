// An interval of a link against the model that opens.

import { describe, expect, it } from 'vitest';
import { fitToPack } from '../../src/store/fit-to-pack';
import { defaultSettings } from '../../src/worlds/images/settings';
import { classTarget } from '../../src/terms/target';
import type { Interval } from '../../src/terms/interval';
import { digits } from './open-images';

const { info } = digits();
const fit = (guidanceInterval: Interval | null, steering: Interval | null = null) =>
  fitToPack(
    {
      settings: { ...defaultSettings, target: classTarget(1), guidanceInterval },
      open: [],
      retake: { steering: [{ at: 3, guidanceInterval: steering }], shown: null, newest: null, focus: null },
    },
    info,
    defaultSettings,
  );
const last = info.scheduler.trainTimesteps - 1;

describe('a guidance interval', () => {
  it('of the model’s timesteps stays', () => {
    expect(fit([200, 600], [0, last])).toMatchObject({
      settings: { guidanceInterval: [200, 600] },
      retake: { steering: [{ at: 3, guidanceInterval: [0, last] }] },
      refused: [],
      leftOut: '',
    });
  });

  it('of all of them is none', () => {
    expect(fit([0, last])).toMatchObject({ settings: { guidanceInterval: null }, refused: [] });
  });

  it('beyond them is refused and named, in a steering too', () => {
    expect(fit([0, last + 1], [5, last + 1])).toMatchObject({
      settings: { guidanceInterval: null },
      retake: { steering: [] },
      refused: [['interval', `0-${last + 1}`]],
      leftOut: `3i5-${last + 1}`,
    });
  });
});
