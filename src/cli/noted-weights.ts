// Notes which files of weights are read from a pack, and what is in them.

import { createHash } from 'node:crypto';
import type { PackFiles } from '../pack/files';

export interface NotedFiles {
  readonly files: PackFiles;
  /** sha256 of what has been read so far, by path as the pack names it. */
  readonly weights: ReadonlyMap<string, string>;
}

export function notingWeights(files: PackFiles): NotedFiles {
  const weights = new Map<string, string>();
  return {
    weights,
    files: {
      ...files,
      read: async (path, limit, onBytes) => {
        const bytes = await files.read(path, limit, onBytes);
        if (bytes !== null && path.endsWith('.safetensors')) {
          weights.set(path, createHash('sha256').update(bytes).digest('hex'));
        }
        return bytes;
      },
    },
  };
}

/** Those that have a part in what one guide steers: the folders of the others are left out. */
export function weightsOfGuide(
  weights: ReadonlyMap<string, string>,
  guides: readonly { readonly id: string; readonly path: string }[],
  guide: string | null,
): Readonly<Record<string, string>> {
  const own = guides.find(({ id }) => id === guide)?.path;
  const others = guides.flatMap(({ path }) => (path === own ? [] : `${path}/`));
  return Object.fromEntries(
    [...weights]
      .filter(([path]) => !others.some((folder) => path.startsWith(folder)))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
