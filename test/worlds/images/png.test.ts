import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodePng } from '../../../src/worlds/images/png';

const bytesOf = (width: number, height: number, channels: number): Uint8Array =>
  Uint8Array.from({ length: width * height * channels }, (_, i) => (i * i * 37 + (i >> 3)) % 256);

const png = (width: number, height: number, channels: number, depth: 8 | 16 = 8) =>
  new Uint8Array(
    encode({
      width,
      height,
      channels,
      depth,
      data:
        depth === 8 ? bytesOf(width, height, channels) : Uint16Array.from(bytesOf(width, height, channels)),
    }),
  );

describe('decodePng', () => {
  it.each([
    [7, 5, 1],
    [1, 1, 1],
    [4, 9, 3],
  ])('reads %i × %i with %i channels', async (width, height, channels) => {
    const decoded = await decodePng(png(width, height, channels), 'x.png');
    expect(decoded).toEqual({ width, height, channels, data: bytesOf(width, height, channels) });
  });

  it('reads the sheet of the digits, which is filtered, as another decoder does', async () => {
    const file = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../models/digits/sheet.png')));
    const { data, width, height } = await decodePng(file, 'sheet.png');
    const expected = decode(file);
    expect([width, height]).toEqual([expected.width, expected.height]);
    expect(Buffer.from(data).equals(Buffer.from(expected.data.buffer))).toBe(true);
  });

  it.each([
    ['another file', new Uint8Array(100), 'expected a PNG, got another file'],
    ['half of one', png(20, 20, 1).slice(0, 60), 'the file ends too early'],
    ['transparency', png(4, 4, 4), 'expected grey or RGB of 8 bits'],
    ['16 bits', png(4, 4, 1, 16), 'expected grey or RGB of 8 bits'],
    ['nothing', new Uint8Array(0), 'expected a PNG, got another file'],
    ['a signature alone', png(4, 4, 1).slice(0, 8), 'it has no header'],
  ])('refuses %s', async (_, bytes, message) => {
    await expect(decodePng(bytes, 'x.png')).rejects.toThrow(`x.png: ${message}`);
  });

  it('refuses damaged pixels', async () => {
    const bytes = png(20, 20, 1);
    bytes.fill(255, 45, bytes.length - 16);
    await expect(decodePng(bytes, 'x.png')).rejects.toThrow('x.png: it is damaged.');
  });
});
