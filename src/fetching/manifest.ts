// What the build wrote down of a pack's files (scripts/site/pack-manifest.ts): their sizes, so that progress is true
// behind any host, and their sha256, to distinguish a damaged file from a changed one.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fetchFile, type Fetching } from './fetch-file';

export const MANIFEST = 'files.json';

/** What the build has listed of one file. */
export interface FileRecord {
  readonly bytes: number;
  readonly sha256: string;
}

/** By path within the pack. */
export type Manifest = ReadonlyMap<string, FileRecord>;

/**
 * @param base of the pack, with its slash
 * @returns null where there is none, as in a folder that no build has made
 */
export async function fetchManifest(
  base: string,
  how: Omit<Fetching, 'name'> = {},
): Promise<Manifest | null> {
  const bytes = await fetchFile(base + MANIFEST, { name: MANIFEST, ...how });
  if (bytes === null) return null;
  try {
    const listed: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const entries = Object.entries(Object(listed));
    return new Map(entries.flatMap(([path, entry]) => (isEntry(entry) ? [[path, recordOf(entry)]] : [])));
  } catch {
    return null;
  }
}

type Entry = readonly [bytes: number, sha256: string];

const isEntry = (entry: unknown): entry is Entry =>
  Array.isArray(entry) && typeof entry[0] === 'number' && typeof entry[1] === 'string';

const recordOf = ([bytes, hash]: Entry): FileRecord => ({ bytes, sha256: hash });

/** SHA-256 in hexadecimal digits: the browser's own, which is missing on plain http. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  return bytesToHex(
    subtle === undefined ? sha256(bytes) : new Uint8Array(await subtle.digest('SHA-256', bytes)),
  );
}

/** What is wrong with what came; null when it is the file that was listed. */
export async function differenceOf(
  bytes: Uint8Array<ArrayBuffer>,
  listed: FileRecord,
): Promise<string | null> {
  if (bytes.length !== listed.bytes) return `expected ${listed.bytes} bytes, got ${bytes.length}`;
  return (await hashOf(bytes)) === listed.sha256 ? null : 'expected other bytes than came';
}
