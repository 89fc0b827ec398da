import { expect, it } from 'vitest';
import { bytesText } from '../../src/controls/progress';

it('counts bytes', () => {
  expect(bytesText(1_204_000, 2_912_000)).toBe('1.2 of 2.9 MB');
  expect(bytesText(400_000, 0)).toBe('0.4 MB');
});
