// What the Plane's bound says of itself.

import { expect, test } from 'vitest';
import { withInterval } from '../../../src/views/plane/objective/numbers';
import { whoseCurve } from '../../../src/views/plane/objective/bound-section';

test('a number stands with its interval, and says where it has none', () => {
  expect(withInterval({ value: 0.5, low: 0.4, high: 0.6 })).toBe('0.50 (0.40 to 0.60)');
  expect(withInterval({ value: 0.5, low: -Infinity, high: Infinity })).toBe('0.50');
  expect(withInterval({ value: 106, low: 0, high: Infinity })).toBe('106, unsure');
  expect(withInterval({ value: Infinity, low: 0, high: Infinity })).toBe('all chance');
});

test('whose curve it is, where that is not plain', () => {
  expect(whoseCurve(false, 'shipped', 'cosine')).toBeNull();
  expect(whoseCurve(false, 'finished', 'linear')).toBeNull();
  expect(whoseCurve(false, 'shipped', 'linear')).toContain('trained under the cosine schedule');
  expect(whoseCurve(false, 'training', 'linear')).toContain('when training pauses');
  expect(whoseCurve(true, 'shipped', 'linear')).toContain('both curves are the least possible');
});
