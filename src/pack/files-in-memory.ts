// Files that are already here: in a map (Node, tests, an opened archive), or as blobs of a person's own.

import { NudgeError } from '../terms/errors';
import type { PackFiles } from './files';
import { megabytes } from './limits';

export function filesInMemory(id: string, files: ReadonlyMap<string, Uint8Array>): PackFiles {
  return {
    id,
    size: async (path) => files.get(path)?.length ?? null,
    read: async (path, limit, onBytes) => {
      const bytes = files.get(path);
      if (bytes === undefined) return null;
      expectWithin(path, bytes.length, limit);
      onBytes?.(bytes.length);
      return bytes;
    },
  };
}

export function filesOfBlobs(id: string, blobs: ReadonlyMap<string, Blob>): PackFiles {
  return {
    id,
    size: async (path) => blobs.get(path)?.size ?? null,
    read: async (path, limit, onBytes) => {
      const blob = blobs.get(path);
      if (blob === undefined) return null;
      expectWithin(path, blob.size, limit);
      try {
        const bytes = new Uint8Array(await blob.arrayBuffer());
        onBytes?.(bytes.length);
        return bytes;
      } catch {
        throw new NudgeError(
          'pack-missing',
          `${path} could not be read.`,
          'Perhaps the file was moved or changed since it was opened: open it again.',
        );
      }
    },
  };
}

/** @throws NudgeError `pack-corrupt` */
export function expectWithin(path: string, bytes: number, limit: number): void {
  if (bytes <= limit) return;
  throw new NudgeError(
    'pack-corrupt',
    `${path}: expected at most ${megabytes(limit)}, got ${megabytes(bytes)}.`,
    'Nudge opens small image models only.',
  );
}
