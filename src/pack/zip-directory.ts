// The central directory of a zip archive (PKWARE APPNOTE 6.3): which files, how large, where. Checked for
// everything that a hostile archive may claim of where its bytes lie; what it claims of one file is checked when that
// file is read. Nothing is unpacked here.

import { NudgeError } from '../terms/errors';
import { ArchiveTable, pathWithin } from './archive-paths';
import { limits } from './limits';

export interface ZipEntry {
  readonly path: string;
  readonly encrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const END_BYTES = 22;
const ENTRY_BYTES = 46;
export const LOCAL_HEADER_BYTES = 30;

/**
 * @returns entries by path; folders are left out
 * @throws NudgeError `pack-corrupt`, `pack-unsupported`
 */
export async function readZipDirectory(archive: Blob): Promise<ArchiveTable<ZipEntry>> {
  const tailStart = Math.max(0, archive.size - END_BYTES - 0xffff); // the comment takes at most 64 KiB
  const tail = await viewOf(archive, tailStart, archive.size);
  const at = findEnd(tail);
  const disk = tail.getUint16(at + 4, true);
  const count = tail.getUint16(at + 10, true);
  const size = tail.getUint32(at + 12, true);
  const start = tail.getUint32(at + 16, true);
  if (disk !== 0 || count === 0xffff || start === 0xffffffff) {
    throw unsupported('expected an archive of one part and at most 4 GB, got another kind.');
  }
  if (count > limits.zipEntries || size > limits.jsonBytes) {
    throw new NudgeError(
      'pack-unsupported',
      `The archive: expected at most ${limits.zipEntries} files, got ${count}.`,
      'Pack the folder of one model alone: its configs and its .safetensors.',
    );
  }
  if (start + size > tailStart + at)
    throw corrupt('expected a table of contents within it, got one beyond its end.');
  const entries = parseEntries(await viewOf(archive, start, start + size), count);
  expectApart(entries, start);
  const files = new ArchiveTable<ZipEntry>();
  for (const entry of entries) {
    if (entry.path !== '' && !entry.path.endsWith('/')) files.add(entry.path, entry);
  }
  return files;
}

export async function viewOf(archive: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await archive.slice(start, end).arrayBuffer());
}

/** The end record, from behind: a comment may follow it. */
function findEnd(tail: DataView): number {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    const isEnd = tail.getUint32(at, true) === 0x06054b50;
    if (isEnd && at + END_BYTES + tail.getUint16(at + 20, true) === tail.byteLength) return at;
  }
  throw corrupt('expected a table of contents at its end, got none.');
}

function parseEntries(view: DataView, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  const names = new TextDecoder();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== 0x02014b50) {
      throw corrupt(`expected ${count} files in the table of contents, got ${i}.`);
    }
    const nameLength = view.getUint16(at + 28, true);
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const next = at + ENTRY_BYTES + nameLength + rest;
    if (next > view.byteLength)
      throw corrupt('expected names within the table of contents, got one beyond it.');
    const name = names.decode(new Uint8Array(view.buffer, view.byteOffset + at + ENTRY_BYTES, nameLength));
    entries.push({
      path: pathWithin(name),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      method: view.getUint16(at + 10, true),
      crc32: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return entries;
}

/**
 * Of a file that is to be unpacked. Deflate makes at most 1,032 bytes of one.
 *
 * @throws NudgeError `pack-corrupt`, `pack-unsupported`
 */
export function expectUnpackable({ path, encrypted, method, packedSize, size }: ZipEntry): void {
  if (encrypted) throw unsupported(`expected plain files, got "${path}" encrypted.`);
  if (method !== 0 && method !== 8) {
    throw unsupported(`expected files stored or deflated, got "${path}" packed by method ${method}.`);
  }
  if (packedSize === 0xffffffff || size === 0xffffffff) {
    throw unsupported(`expected files of at most 4 GB, got "${path}" in the format for larger ones.`);
  }
  const most = method === 0 ? packedSize : 1032 * packedSize;
  if (size > most) throw corrupt(`expected at most ${most} bytes of "${path}", got ${size}.`);
}

/** No two files may share bytes: that is how a small archive unpacks to a huge one. */
function expectApart(entries: readonly ZipEntry[], directory: number): void {
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (entry.packedSize === 0xffffffff) continue; // of the format beyond 4 GB, and never read
    if (entry.offset < end)
      throw corrupt(`expected files apart from each other, got "${entry.path}" within another.`);
    end = entry.offset + LOCAL_HEADER_BYTES + entry.packedSize;
  }
  if (end > directory)
    throw corrupt('expected files before the table of contents, got one that reaches into it.');
}

function corrupt(sentence: string): NudgeError {
  return new NudgeError('pack-corrupt', `The archive: ${sentence}`, 'It is broken; pack the folder again.');
}

function unsupported(sentence: string): NudgeError {
  return new NudgeError(
    'pack-unsupported',
    `The archive: ${sentence}`,
    'Pack the folder as an ordinary zip.',
  );
}
