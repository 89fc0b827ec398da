import { expect, it } from 'vitest';
import { parseHex } from '../../src/plots/token-colors';

it('reads short and long hex, and nothing else', () => {
  expect(parseHex(' #d9501a')).toEqual([217, 80, 26]);
  expect(parseHex('#fff')).toEqual([255, 255, 255]);
  expect(parseHex('rgb(1 2 3)')).toBeNull();
  expect(parseHex('')).toBeNull();
});
