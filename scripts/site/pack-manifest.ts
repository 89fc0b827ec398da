// The list of a pack's files that the page holds them to: path → [bytes, sha256]. What a pack shares with a neighbour is
// in the neighbour's list alone.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { neighbourOf } from '../../src/terms/neighbour.ts';

export const MANIFEST = 'files.json';

/** What a pack has for its readers on the web: not needed to run it. */
const aboutPacks = /\.md$|^training\/|^evaluation\.json$|^(samples|scales)\.png$/;

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, resolve(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .toSorted();
}

/** @param folder of the pack @returns JSON */
export function packManifest(folder: string): string {
  const own = filesIn(folder).filter((file) => !aboutPacks.test(file) && file !== MANIFEST);
  return JSON.stringify(
    Object.fromEntries(
      own.map((file) => {
        const bytes = readFileSync(resolve(folder, file));
        return [file, [bytes.length, createHash('sha256').update(bytes).digest('hex')]];
      }),
    ),
  );
}

/** Of nudge.json. */
interface Parts {
  readonly guides?: readonly { readonly path?: string }[];
  readonly judge?: string | null;
}

/**
 * What a pack needs of its neighbours: the beginnings of those files, from the folder of all packs.
 *
 * @param folder of the pack
 */
export function sharedWith(folder: string): string[] {
  const path = resolve(folder, 'nudge.json');
  if (!existsSync(path)) return [];
  const { guides = [], judge } = JSON.parse(readFileSync(path, 'utf8')) as Parts;
  const parts = [...guides.map((guide) => guide.path), judge].flatMap(
    (part) => neighbourOf(part ?? '') ?? [],
  );
  const lists = parts.map(({ id }) => `${id}/${MANIFEST}`);
  // what the judge sees in real samples lies beside it
  const real = [neighbourOf(judge ?? '')].flatMap((there) => (there === null ? [] : `${there.id}/real.json`));
  return [...new Set([...parts.map((part) => `${part.id}/${part.path}/`), ...real, ...lists])];
}
