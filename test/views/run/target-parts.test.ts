import { describe, expect, it } from 'vitest';
import { partsText, settledAt, targetParts } from '../../../src/views/run/target-parts';
import { classOf, classTarget } from '../../../src/terms/target';
import { someGuidance, someRecord } from '../../history/some-steps';

const toward = (...labels: number[]) =>
  labels.map((label, index) => someRecord(index, { target: classTarget(label) }));
const words = (labels: readonly number[]) =>
  partsText(targetParts(toward(...labels), 0), (target) => String(classOf(target)));

describe('the targets of a run', () => {
  it('are each named over their part of it', () => {
    expect(words([7, 7, 7])).toBe('7');
    expect(words([7, 7, 4])).toBe('7 down to t = 989, 4 from 979');
    expect(words([7, 4, 4, 1])).toBe('7 down to t = 999, 4 from 989 to 979, 1 from 969');
    expect(words([7, 4, 1])).toBe('7 down to t = 999, 4 at 989, 1 from 979');
    expect(words([7, 4, 7, 1])).toBe('7, 4, 7, 1: one after another');
    expect(words([])).toBe('');
  });
});

describe('where a run was settled', () => {
  const believing = (...tops: (readonly [number, number])[]) =>
    tops.map((own, index) =>
      someRecord(index, {}, { guidance: { ...someGuidance, beliefs: Float32Array.of(...own, 1, 0) } }),
    );

  it('is the step from which on one class has most, to the end', () => {
    const steps = believing([0.6, 0.4], [0.3, 0.7], [0.6, 0.4], [0.2, 0.8], [0.1, 0.9]);
    expect(settledAt(steps, 0, 2)).toEqual({ t: 969, label: 1 });
    expect(settledAt(steps, 1, 2)).toEqual({ t: 999, label: 0 });
  });

  it('is nowhere where it ends with less than half, or nothing is known', () => {
    expect(settledAt(believing([0.4, 0.45]), 0, 2)).toBeNull();
    expect(settledAt([someRecord(0)], 0, 2)).toBeNull();
    expect(settledAt([], 0, 2)).toBeNull();
  });
});
