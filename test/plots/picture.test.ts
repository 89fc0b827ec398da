import { expect, it } from 'vitest';
import { cell } from '../../src/plots/picture';

it('finds the cell under a share of the width, and stays inside', () => {
  expect([-0.1, 0, 0.499, 0.5, 0.999, 1, 2].map((share) => cell(share, 2))).toEqual([0, 0, 0, 1, 1, 1, 1]);
});
