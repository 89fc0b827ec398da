// A folder of huggingface_hub's cache (models--owner--name): snapshots of the files, which are links into blobs. Archives
// keep some links as files that hold the way to their target; a browser gives no links at all.

import { NudgeError } from '../terms/errors';
import { joined } from './archive-paths';
import type { FoundFiles } from './files';
import { limits } from './limits';

const IN_SNAPSHOT = /^((?:.*\/)?)snapshots\/([^/]+)\/./;
const IN_BLOBS = /^((?:.*\/)?)blobs\/[0-9a-f]{40,64}$/;
/** A link as a file: its text is the way. */
const LINK = /^(?:\.\.\/)+blobs\/[0-9a-f]{40,64}$/;
const LONGEST_LINK = 400;

/**
 * The snapshot's own files, where this is a cache; anything else unchanged.
 *
 * @throws NudgeError `pack-missing`, `pack-mismatch`
 */
export async function snapshotIn(found: FoundFiles): Promise<FoundFiles> {
  const tops = new Set(found.paths.flatMap((path) => IN_BLOBS.exec(path)?.[1] ?? []));
  const revisions = new Set<string>();
  for (const path of found.paths) {
    const [, top, revision] = IN_SNAPSHOT.exec(path) ?? [];
    if (top === undefined || revision === undefined) continue;
    if (tops.has(top) || /(^|\/)models--[^/]+\/$/.test(top)) revisions.add(`${top}snapshots/${revision}/`);
  }
  if (revisions.size === 0) {
    if (tops.size > 0) throw withoutLinks();
    return found;
  }
  const root = await chosen(found, [...revisions]);
  return {
    paths: found.paths.filter((path) => path.startsWith(root)),
    files: {
      ...found.files,
      size: async (path) => {
        const target = await followed(found, path);
        return target === null ? null : await found.files.size(target);
      },
      read: async (path, limit, onBytes) => {
        const target = await followed(found, path);
        return target === null ? null : await found.files.read(target, limit, onBytes);
      },
    },
  };
}

/** The one that refs/main names, or the only one. */
async function chosen({ files }: FoundFiles, roots: readonly string[]): Promise<string> {
  const [only, second] = roots;
  if (only !== undefined && second === undefined) return only;
  for (const root of roots) {
    const [top = '', revision = ''] = root.split(/snapshots\/([^/]+)\/$/);
    const main = await files.read(`${top}refs/main`, limits.jsonBytes);
    if (main !== null && new TextDecoder().decode(main).trim() === revision) return root;
  }
  throw new NudgeError(
    'pack-mismatch',
    `Expected one model, got several: ${roots.map((root) => `"${root}"`).join(', ')}.`,
    'Choose one of their folders.',
  );
}

/** @returns null where there is no such file */
async function followed({ files, paths }: FoundFiles, path: string): Promise<string | null> {
  const size = await files.size(path);
  if (size === null) return paths.includes(path) ? gone(path) : null;
  if (size > LONGEST_LINK) return path;
  const bytes = await files.read(path, LONGEST_LINK);
  const link = new TextDecoder().decode(bytes ?? new Uint8Array()).trim();
  if (!LINK.test(link)) return path;
  const target = joined(path.slice(0, path.lastIndexOf('/') + 1), link);
  return target !== null && (await files.size(target)) !== null ? target : gone(path);
}

function gone(path: string): never {
  throw new NudgeError('pack-missing', `"${path}" is a link, and what it leads to is not there.`, COPY);
}

const COPY =
  'Copy the snapshot with its links followed, cp -rL snapshots/* my-model, and open that folder; or fetch it with hf download OWNER/NAME --local-dir my-model.';

function withoutLinks(): NudgeError {
  return new NudgeError(
    'pack-missing',
    'This is a folder of the Hub’s cache, whose snapshots/ are links: the browser does not follow them.',
    COPY,
  );
}
