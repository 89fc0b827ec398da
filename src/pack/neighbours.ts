// The one place where a path of a pack leads into another: files that are read from the neighbour as its own files are,
// so that they have one address, and are listed and kept once.

import { climbs, neighbourOf } from '../terms/neighbour';
import type { PackFiles } from './files';

/** @param open the files of a neighbour by its folder's name; asked once for each */
export function withNeighbours(files: PackFiles, open: (id: string) => PackFiles): PackFiles {
  const opened = new Map<string, PackFiles>();
  const openedOnce = (id: string): PackFiles => {
    const neighbour = opened.get(id) ?? open(id);
    opened.set(id, neighbour);
    return neighbour;
  };
  /** Null for a path that leads elsewhere: there is nothing. */
  const placeOf = (path: string): readonly [PackFiles, string] | null => {
    const there = neighbourOf(path);
    if (there !== null) return [openedOnce(there.id), there.path];
    return climbs(path) ? null : [files, path];
  };
  return {
    ...files,
    hasNeighbours: true,
    size: async (path) => {
      const place = placeOf(path);
      return place && (await place[0].size(place[1]));
    },
    read: async (path, limit, onBytes) => {
      const place = placeOf(path);
      return place && (await place[0].read(place[1], limit, onBytes));
    },
  };
}
