import { expect, it } from 'vitest';
import { largestNudge } from '../../src/history/largest-nudge';
import { someRecord } from './some-steps';

it('finds the largest nudge of a run', () => {
  const steps = [someRecord(0), someRecord(1, {}, { meanShift: Float32Array.of(0, -0.9, 0, 0) })];
  expect(largestNudge(steps, 0)).toBeCloseTo(0.9);
  expect(largestNudge([], 0)).toBe(0);
});
