// A pack's files in a folder of this machine.

import { readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { PackFiles } from '../pack/files';
import type { LoadAnswers } from '../terms/load-question';
import { expectWithin } from '../pack/files-in-memory';
import { withNeighbours } from '../pack/neighbours';

/** @param answers to what is asked before it opens */
export function filesInFolder(folder: string, answers: LoadAnswers = {}): PackFiles {
  const root = resolve(folder);
  return withNeighbours(ownFilesIn(root, answers), (id) => ownFilesIn(join(root, '..', id), {}));
}

function ownFilesIn(root: string, answers: LoadAnswers): PackFiles {
  const sizeOf = (path: string) => {
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    return found?.isFile() ? found.size : null;
  };
  return {
    id: basename(root),
    answers,
    size: (path) => Promise.resolve(sizeOf(path)),
    read: (path, limit, onBytes) => {
      const size = sizeOf(path);
      if (size === null) return Promise.resolve(null);
      expectWithin(path, size, limit);
      const bytes = new Uint8Array(readFileSync(join(root, path)));
      onBytes?.(bytes.length);
      return Promise.resolve(bytes);
    },
  };
}
