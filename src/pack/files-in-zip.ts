// Files in a person's own zip archive. Each is unpacked when it is read, as a stream that stops at the
// size that the archive announced.

import { troubleOf } from '../terms/causes';
import { noDecompression } from '../terms/more-causes';
import { NudgeError } from '../terms/errors';
import type { PackFiles } from './files';
import { expectWithin } from './files-in-memory';
import {
  LOCAL_HEADER_BYTES,
  expectUnpackable,
  readZipDirectory,
  viewOf,
  type ZipEntry,
} from './zip-directory';
import { crc32 } from './crc32';

/** @throws NudgeError `pack-corrupt`, `pack-unsupported` */
export async function filesInZip(
  id: string,
  archive: Blob,
): Promise<{ files: PackFiles; paths: readonly string[] }> {
  const entries = await readZipDirectory(archive);
  const files: PackFiles = {
    id,
    size: async (path) => entries.get(path)?.size ?? null,
    read: async (path, limit, onBytes) => {
      const entry = entries.get(path);
      if (entry === undefined) return null;
      expectUnpackable(entry);
      expectWithin(path, entry.size, limit);
      return unpack(archive, entry, onBytes);
    },
  };
  return { files, paths: entries.paths };
}

async function unpack(
  archive: Blob,
  entry: ZipEntry,
  onBytes?: (bytes: number) => void,
): Promise<Uint8Array> {
  const local = await viewOf(archive, entry.offset, entry.offset + LOCAL_HEADER_BYTES);
  if (local.byteLength < LOCAL_HEADER_BYTES || local.getUint32(0, true) !== 0x04034b50)
    throw corrupt(entry.path);
  const start = entry.offset + LOCAL_HEADER_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  const packed = archive.slice(start, start + entry.packedSize);
  if (packed.size !== entry.packedSize) throw corrupt(entry.path);
  if (entry.method !== 0 && typeof DecompressionStream === 'undefined') {
    throw troubleOf(noDecompression, entry.path);
  }
  const stream: ReadableStream<Uint8Array> =
    entry.method === 0
      ? packed.stream()
      : packed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const bytes = new Uint8Array(entry.size);
  let length = 0;
  let crc = 0;
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (length + part.value.length > bytes.length) throw corrupt(entry.path);
      bytes.set(part.value, length);
      length += part.value.length;
      crc = crc32(part.value, crc);
      onBytes?.(part.value.length);
    }
  } catch (error) {
    throw error instanceof NudgeError ? error : corrupt(entry.path);
  } finally {
    void reader.cancel().catch(() => {});
  }
  if (length !== entry.size || crc !== entry.crc32) throw corrupt(entry.path);
  return bytes;
}

function corrupt(path: string): NudgeError {
  return new NudgeError(
    'pack-corrupt',
    `The archive: expected "${path}" as its table of contents says, got other bytes.`,
    'It is broken; pack the folder again.',
  );
}
