import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { contactSheet } from '../../src/cli/contact-sheet';

it('lays samples out in rows, each pixel enlarged, white between them', () => {
  const samples = Float32Array.of(-1, 1, 0, -3, /* second */ 1, 1, 1, 1, /* third */ -1, -1, -1, -1);
  const png = decode(contactSheet(samples, [2, 2, 1], 2, 1));
  expect([png.width, png.height, png.channels]).toEqual([7, 7, 1]);
  const row = (y: number) => Array.from(png.data.slice(y * 7, (y + 1) * 7));
  expect(row(0)).toEqual(Array(7).fill(255));
  expect(row(1)).toEqual([255, 0, 255, 255, 255, 255, 255]);
  expect(row(2)).toEqual([255, 128, 0, 255, 255, 255, 255]);
  expect(row(4)).toEqual([255, 0, 0, 255, 255, 255, 255]);
});

it('keeps colours', () => {
  const png = decode(contactSheet(Float32Array.of(1, -1, 0), [1, 1, 3], 1, 2));
  expect([png.width, png.channels]).toEqual([6, 3]);
  const middle = (2 * 6 + 2) * 3;
  expect(Array.from(png.data.slice(middle, middle + 3))).toEqual([255, 0, 128]);
});
