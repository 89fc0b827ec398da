import { expect, it } from 'vitest';
import { paintBeliefs } from '../../src/plots/belief-pixels';

it('paints a column for each belief, and leaves what is to come clear', () => {
  const into = new Uint8ClampedArray(2 * 2 * 4);
  paintBeliefs([[0, 1], null], 2, [0, 0, 0], [200, 100, 0], into);
  expect(Array.from(into)).toEqual([0, 0, 0, 255, 0, 0, 0, 0, 200, 100, 0, 255, 0, 0, 0, 0]);
});
