import { describe, expect, it } from 'vitest';
import { newPath } from '../../../src/history/path';
import type { Interval } from '../../../src/terms/interval';
import { actingStretches } from '../../../src/views/run/acting-stretches';
import { defaultSettings } from '../../../src/worlds/images/settings';
import { someRecord } from '../../history/some-steps';

const timesteps = [999, 799, 599, 399, 199];
const path = (taken: readonly (Interval | null)[], next: Interval | null) => {
  const settings = (guidanceInterval: Interval | null) => ({ ...defaultSettings, guidanceInterval });
  const steps = taken.map((each, index) => ({ ...someRecord(index), settings: settings(each) }));
  return { ...newPath(1, settings(next), 5, timesteps), steps };
};

describe('the stretches in which a scale acts', () => {
  it('are not worth a band where it acts everywhere', () => {
    expect(actingStretches(path([null, null], null))).toBeNull();
  });

  it('are one of neighbours, by their first and last t', () => {
    expect(actingStretches(path([], [300, 800]))).toEqual([{ from: 1, to: 4, first: 799, last: 399 }]);
    expect(actingStretches(path([], [600, 650]))).toEqual([]);
  });

  it('show steps that were taken as they were steered, and those to come as they will be', () => {
    expect(actingStretches(path([null, [0, 500]], [0, 599]))).toEqual([
      { from: 0, to: 1, first: 999, last: 999 },
      { from: 2, to: 5, first: 599, last: 199 },
    ]);
  });
});
