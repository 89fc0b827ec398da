// The list of a pack's files that the page holds them to: path → [bytes, sha256].

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

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
