// PNG to numbers: grey or RGB, 8 bits, not interlaced, as sample sheets are written. A canvas could read more kinds,
// but browsers that hide from fingerprinting blur what is read back from one.

import { troubleOf } from '../../terms/causes';
import { noDecompression } from '../../terms/more-causes';
import { NudgeError } from '../../terms/errors';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 1 or 3 */
  readonly channels: number;
  /** [H, W, C], 0..255 */
  readonly data: Uint8Array<ArrayBuffer>;
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3 };
const MOST_PIXELS = 16_000_000;

/** @throws NudgeError `pack-corrupt` */
export async function decodePng(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Pixels> {
  const broken = (what: string): NudgeError =>
    new NudgeError('pack-corrupt', `${name}: ${what}.`, 'Save it again as an 8-bit grey or RGB PNG.');
  if (!SIGNATURE.every((byte, i) => bytes[i] === byte)) throw broken('expected a PNG, got another file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let header: DataView | null = null;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) throw broken('the file ends too early');
    if (type === 'IHDR' && length >= 13) header = new DataView(bytes.buffer, bytes.byteOffset + at + 8, 13);
    if (type === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  if (header === null) throw broken('it has no header');
  const [width, height] = [header.getUint32(0), header.getUint32(4)];
  const channels = CHANNELS[header.getUint8(9)];
  if (channels === undefined || header.getUint8(8) !== 8 || header.getUint8(12) !== 0) {
    throw broken('expected grey or RGB of 8 bits, not interlaced');
  }
  if (width * height === 0 || width * height > MOST_PIXELS) throw broken(`${width}×${height} is no size`);
  if (typeof DecompressionStream === 'undefined') throw troubleOf(noDecompression, name);
  const filtered = await inflate(parts).catch(() => null);
  if (filtered === null || filtered.length < height * (1 + width * channels)) throw broken('it is damaged');
  return { width, height, channels, data: unfilter(filtered, width * channels, height, channels) };
}

async function inflate(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([...parts]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The PNG specification, §9.2. @param row bytes of one */
function unfilter(
  filtered: Uint8Array,
  row: number,
  height: number,
  channels: number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (row + 1)]!;
    for (let x = 0; x < row; x++) {
      const at = y * row + x;
      const left = x >= channels ? out[at - channels]! : 0;
      const up = y > 0 ? out[at - row]! : 0;
      const corner = x >= channels && y > 0 ? out[at - row - channels]! : 0;
      out[at] = filtered[y * (row + 1) + 1 + x]! + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
