// Which strokes of a finger lead from view to view.

import { expect, test } from 'vitest';
import { swipeOf } from '../../src/app/swipe';

test('a quick level stroke leads forth to the left and back to the right', () => {
  expect(swipeOf({ dx: -120, dy: 10, milliseconds: 200 })).toBe(1);
  expect(swipeOf({ dx: 120, dy: -10, milliseconds: 200 })).toBe(-1);
});

test.each([
  ['short', { dx: -40, dy: 0, milliseconds: 100 }],
  ['slow', { dx: -200, dy: 0, milliseconds: 900 }],
  ['that scrolls', { dx: -100, dy: 80, milliseconds: 200 }],
])('a stroke that is %s leads nowhere', (_, stroke) => {
  expect(swipeOf(stroke)).toBe(0);
});
