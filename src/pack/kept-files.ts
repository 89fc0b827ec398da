// Files that remember what was read, so that a pack can be opened again (after a lost device, or on another
// backend) without fetching anything.

import type { PackFiles } from './files';

/** @param files each is read once; one that is missing is remembered as missing too */
export function keptFiles(files: PackFiles): PackFiles {
  const kept = new Map<string, Uint8Array | null>();
  return {
    ...files,
    size: async (path) => {
      const bytes = kept.get(path);
      return bytes === undefined ? files.size(path) : (bytes?.length ?? null);
    },
    read: async (path, limit, onBytes) => {
      const known = kept.get(path);
      if (known !== undefined) {
        if (known) onBytes?.(known.length);
        return known;
      }
      const bytes = await files.read(path, limit, onBytes);
      kept.set(path, bytes);
      return bytes;
    },
  };
}
