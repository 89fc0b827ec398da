import { describe, expect, it } from 'vitest';
import { formatPercent, formatRange, formatSmall } from '../../src/plots/format';

describe('formatSmall', () => {
  it.each([
    [0.322, '0.32'],
    [0.0055, '0.0055'],
    [2.1e-5, '2.1e-5'],
    [0, '0'],
    [1.234, '1.23'],
    [1234.5, '1235'],
    [Number.NaN, '–'],
  ])('says %f as %s', (value, text) => {
    expect(formatSmall(value)).toBe(text);
  });

  it('never takes more than seven characters for what a step holds', () => {
    for (let power = -12; power <= 3; power += 0.01) {
      expect(formatSmall(10 ** power).length).toBeLessThanOrEqual(7);
    }
  });
});

describe('formatPercent', () => {
  it('keeps certainty for the certain', () => {
    expect([0, 0.001, 0.5, 0.995, 0.9999, 1].map(formatPercent)).toEqual([
      '0 %',
      '<1 %',
      '50 %',
      '>99 %',
      '>99 %',
      '100 %',
    ]);
  });
});

describe('formatRange', () => {
  it.each([
    [0.03, '0.03'],
    [2e-5, '2e-5'],
    [0, '0'],
  ])('says %f as %s', (range, text) => {
    expect(formatRange(range)).toBe(text);
  });
});
