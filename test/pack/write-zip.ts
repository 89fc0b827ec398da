// Zip archives for tests, honest or not.

import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../src/pack/crc32';
import { utf8 } from './tiny-pack';

export interface ZipPart {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly stored?: boolean;
  /** Lies in the table of contents. */
  readonly claims?: {
    readonly size?: number;
    readonly packedSize?: number;
    readonly method?: number;
    readonly flags?: number;
    readonly offset?: number;
    readonly crc32?: number;
  };
}

export function writeZip(parts: readonly ZipPart[]): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes, stored = false, claims = {} } of parts) {
    const name = utf8(path);
    const packed = stored ? bytes : new Uint8Array(deflateRawSync(bytes));
    const method = claims.method ?? (stored ? 0 : 8);
    const fields = { method, crc: claims.crc32 ?? crc32(bytes), size: claims.size ?? bytes.length };
    const packedSize = claims.packedSize ?? packed.length;
    const local = record(30, [0, 4, 0x04034b50], [8, 2, method], [14, 4, fields.crc], [18, 4, packedSize]);
    set(local, [22, 4, fields.size], [26, 2, name.length]);
    const entry = record(
      46,
      [0, 4, 0x02014b50],
      [8, 2, claims.flags ?? 0],
      [10, 2, method],
      [16, 4, fields.crc],
    );
    set(
      entry,
      [20, 4, packedSize],
      [24, 4, fields.size],
      [28, 2, name.length],
      [42, 4, claims.offset ?? offset],
    );
    chunks.push(local, name, packed);
    directory.push(entry, name);
    offset += local.length + name.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = record(22, [0, 4, 0x06054b50], [8, 2, parts.length], [10, 2, parts.length], [12, 4, size]);
  set(end, [16, 4, offset]);
  return new Uint8Array(Buffer.concat([...chunks, ...directory, end]));
}

type Field = readonly [at: number, width: 2 | 4, value: number];

function record(length: number, ...fields: Field[]): Uint8Array {
  const bytes = new Uint8Array(length);
  set(bytes, ...fields);
  return bytes;
}

function set(bytes: Uint8Array, ...fields: Field[]): void {
  const view = new DataView(bytes.buffer);
  for (const [at, width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
  }
}
