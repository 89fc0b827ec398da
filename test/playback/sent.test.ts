// Settings and lanes by the number of the steering that a step used, while several are on their way.

import { expect, it } from 'vitest';
import { SentSteerings } from '../../src/playback/sent';
import type { Lane } from '../../src/terms/lane';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { defaultSettings } from '../../src/worlds/images/settings';

const settingsOf = (seed: number) => ({ ...defaultSettings, seed });
const lanesOf = (seed: number): Lane[] => [{ target: classTarget(0), guidanceScale: 1, seed }];

/** The client numbers them. */
function begun(seed: number) {
  let steerings = 0;
  const sent = new SentSteerings({ start: () => (steerings = 0), steer: () => ++steerings });
  const start = (own: number): void =>
    sent.start(settingsOf(own), {
      sampler: { kind: 'ddpm' },
      rule: meanShift,
      steps: 10,
      lanes: lanesOf(own),
      from: null,
    });
  start(seed);
  const steer = (own: number): void => sent.steer(settingsOf(own), lanesOf(own));
  const used = (steering: number) => {
    const { settings, lanes } = sent.of(steering);
    expect(lanes[0]?.seed).toBe(settings.seed);
    return settings.seed;
  };
  return { start, steer, used };
}

it('a step used what its own steering sent, however many wait behind it', () => {
  const { steer, used } = begun(10);
  for (const seed of [11, 12, 13, 14]) steer(seed);
  expect([0, 2, 2, 4].map(used)).toEqual([10, 12, 12, 14]);
});

it('a new run begins with its own, and a steering that was never sent is nobody’s', () => {
  const { start, steer, used } = begun(10);
  steer(11);
  start(20);
  expect(used(0)).toBe(20);
  expect(() => used(1)).toThrow('steering: expected one that was sent, got 1');
});
