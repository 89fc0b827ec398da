import { expect, it } from 'vitest';
import { hexOf, paletteOf } from '../../../src/worlds/images/palette';

const about = { path: 'sheet.png', rows: 1, columns: 1, source: 'a test', licence: 'none' };

it('the palette has the colours of the sheet, the most frequent first', () => {
  const pixels = [
    [1, 1, 1],
    [1, -1, -1],
    [1, 1, 1],
    [-1, 0, 1],
    [1, -1, -1],
    [1, 1, 1],
  ];
  const sheet = { packId: 'faces', about, count: 1, labels: null, samples: Float32Array.from(pixels.flat()) };
  expect(paletteOf(sheet).map(hexOf)).toEqual(['#ffffff', '#ff0000', '#0080ff']);
  expect(paletteOf(sheet)).toBe(paletteOf(sheet));
});

it('without a sheet it has the corners of the colour cube', () => {
  expect(new Set(paletteOf(null).map(hexOf)).size).toBe(8);
});
