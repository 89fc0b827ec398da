// Files in a folder on this origin. What the build listed of them is held: a file that came damaged, from a cache or
// from the host, is fetched once more past every cache, and one that has changed is told from it. Configs are read one after
// another, since one says which is next: all that are listed are fetched at once, so that each waits for the host once.

import { fetchFile } from '../fetching/fetch-file';
import { differenceOf, fetchManifest, type FileRecord, type Manifest } from '../fetching/manifest';
import { troubleOf } from '../terms/causes';
import { changed, damaged, missing } from '../terms/more-causes';
import { urlBeside } from '../terms/neighbour';
import { realClock, type Clock } from '../timing/clock';
import type { PackFiles } from './files';
import { expectWithin } from './files-in-memory';
import { limits } from './limits';
import { withNeighbours } from './neighbours';

/** Bytes of a config: what is larger is fetched when it is asked for. */
const CONFIG = 16_384;

/** @param url of the folder; relative ones are resolved by fetch */
export function filesAtUrl(id: string, url: string, clock: Clock = realClock): PackFiles {
  const base = url.endsWith('/') ? url : `${url}/`;
  return withNeighbours(ownFilesAt(id, base, clock), (other) =>
    ownFilesAt(other, urlBeside(base, other), clock),
  );
}

function ownFilesAt(id: string, base: string, clock: Clock): PackFiles {
  let listing: Promise<Manifest | null> | null = null;
  /** Whether a file was read that the listing names: from then on another listing is another model. */
  let begun = false;
  /** Where nothing is listed a size is known by reading; what was read is handed over later. */
  const early = new Map<string, Uint8Array>();
  const ahead = new Map<string, { readonly sha256: string; readonly coming: ReturnType<typeof held> }>();

  const listed = async (): Promise<Manifest | null> => {
    // revalidated, since an older one would call a newer file damaged
    listing ??= fetchManifest(base, { cache: 'no-cache', clock }).then((manifest) => {
      for (const [path, record] of manifest ?? []) {
        if (path.endsWith('.json') && record.bytes <= CONFIG) fetchAhead(path, record);
      }
      return manifest;
    });
    try {
      return await listing;
    } catch (error) {
      listing = null; // the next one asks again
      throw error;
    }
  };

  async function fetched(
    path: string,
    limit: number,
    more: { readonly onBytes?: ((bytes: number) => void) | undefined; readonly cache?: RequestCache } = {},
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    let length = 0;
    const onBytes = (bytes: number): void => {
      length += bytes;
      expectWithin(path, length, limit);
      more.onBytes?.(bytes);
    };
    return await fetchFile(base + path, { ...more, name: path, clock, onBytes });
  }

  function fetchAhead(path: string, record: FileRecord): void {
    const coming = held(path, record, limits.jsonBytes);
    coming.catch(() => {}); // whoever reads it hears of it
    ahead.set(path, { sha256: record.sha256, coming });
  }

  /** Null where it was not, and where the listing has changed since: it may be of the model before. */
  async function fetchedAhead(path: string): Promise<Uint8Array | null> {
    const before = ahead.get(path);
    ahead.delete(path);
    const bytes = (await before?.coming) ?? null;
    const now = await listed();
    return now?.get(path)?.sha256 === before?.sha256 ? bytes : null;
  }

  async function held(path: string, record: FileRecord, limit: number, onBytes?: (bytes: number) => void) {
    // as old as it may be: whether it is the right one is seen by its hash
    const first = await fetched(path, limit, { onBytes, cache: 'force-cache' });
    if (first !== null && (await differenceOf(first, record)) === null) return first;
    const second = await fetched(path, limit, { cache: 'reload' });
    if (second === null) throw troubleOf(missing, path);
    const difference = await differenceOf(second, record);
    if (difference === null) return second;
    const newest = await fetchManifest(base, { cache: 'reload', clock });
    const now = newest?.get(path);
    if (now === undefined || (await differenceOf(second, now)) !== null)
      throw troubleOf(damaged, path, difference);
    if (begun) throw troubleOf(changed, path);
    listing = Promise.resolve(newest);
    return second;
  }

  return {
    id,
    fromHost: true,
    size: async (path) => {
      const manifest = await listed();
      if (manifest !== null) return manifest.get(path)?.bytes ?? null;
      const bytes = await fetched(path, limits.weightBytes);
      if (bytes !== null) early.set(path, bytes);
      return bytes && bytes.length;
    },
    read: async (path, limit, onBytes) => {
      if ((await listed()) !== null) {
        const came = await fetchedAhead(path);
        const record = (await listed())?.get(path);
        if (record === undefined) return null;
        const bytes = came ?? (await held(path, record, limit, onBytes));
        begun = true;
        return bytes;
      }
      const known = early.get(path);
      if (known === undefined) return await fetched(path, limit, { onBytes });
      early.delete(path);
      onBytes?.(known.length);
      return known;
    },
  };
}
