// What archive a single file is, by its first bytes; its name may say anything. PyTorch's own files are zips too, and are
// told by their names.

import { NudgeError } from '../terms/errors';
import type { FoundFiles } from './files';
import { filesInZip } from './files-in-zip';

/** How far a tar's "ustar" is from its beginning, and its length. */
const USTAR_AT = 257;

/**
 * @returns null where it is none
 * @throws NudgeError `pack-corrupt`, `pack-unsupported`
 */
export async function filesInArchive(id: string, name: string, file: Blob): Promise<FoundFiles | null> {
  const head = new Uint8Array(await file.slice(0, USTAR_AT + 5).arrayBuffer());
  const begins = (...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte);
  const isTar = new TextDecoder().decode(head.subarray(USTAR_AT)) === 'ustar';
  const gzipped = begins(0x1f, 0x8b);
  if (isTar || gzipped) return await (await import('./files-in-tar')).filesInTar(id, file, gzipped);
  const other = [
    [begins(0x37, 0x7a, 0xbc, 0xaf), '7z'],
    [begins(0x52, 0x61, 0x72, 0x21), 'RAR'],
    [begins(0xfd, 0x37, 0x7a, 0x58, 0x5a), 'xz'],
    [begins(0x42, 0x5a, 0x68), 'bzip2'],
    [begins(0x28, 0xb5, 0x2f, 0xfd), 'Zstandard'],
  ].find(([is]) => is)?.[1];
  if (other !== undefined) {
    throw new NudgeError(
      'pack-unsupported',
      `${name}: expected a .zip, .tar or .tar.gz, got ${other}.`,
      'Pack the folder as one of these.',
    );
  }
  if (begins(0x50, 0x4b) || /\.zip$/i.test(name)) return await filesInZip(id, file);
  if (/\.(tar|tgz|gz)$/i.test(name)) {
    throw new NudgeError(
      'pack-corrupt',
      `${name}: expected an archive as its name says, got other bytes.`,
      'It is broken; pack the folder again.',
    );
  }
  return null;
}
