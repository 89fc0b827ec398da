// Reads what a pack has for a sweep, where it lists any.

import { fetchFile } from '../../fetching/fetch-file';
import { fetchManifest, hashOf } from '../../fetching/manifest';
import type { ModelOrigin } from '../../history/model-origin';
import { neighbourOf, urlBeside } from '../../terms/neighbour';
import type { PackInfo, PackSource } from '../../terms/pack-info';
import { loadSheet, readPackFile } from './sheet';
import { realOf, type Real } from '../../sweep/real';
import { shippedFile, shippedOf, type Shipped, type ShippedFile } from '../../sweep/shipped';

interface Folder {
  /** @returns null where the pack has none such */
  readonly read: (path: string) => Promise<unknown>;
  /** @returns null where that is not known */
  readonly sha256: (path: string) => Promise<string | null>;
}

const NOTHING = { real: null, shipped: null };

/** What does not come, or is of other weights, is not there: everything can be measured without. */
export async function fromPack(
  { source, key }: ModelOrigin,
  pack: PackInfo,
): Promise<{ readonly real: Real | null; readonly shipped: Shipped | null }> {
  try {
    const folder = await folderOf(source);
    const [real, file] = await Promise.all([realBeside(source, folder, pack), folder.read('sweep.json')]);
    const shipped = await shippedFile(file, hashesFor(source, folder));
    return {
      real,
      shipped: shipped === null ? null : await withPictures(shipped, source, pack, key ?? pack.id),
    };
  } catch {
    return NOTHING;
  }
}

/** What the judge sees in real samples lies beside the judge, and so in its pack. */
async function realBeside(source: PackSource, own: Folder, { judgeFolder }: PackInfo): Promise<Real | null> {
  if (judgeFolder === undefined) return null;
  const there = neighbourOf(judgeFolder);
  const isShared = there !== null && source.kind === 'url';
  const folder = isShared ? await folderOf(besideOf(source, there.id)) : own;
  const judge = isShared ? there.path : judgeFolder;
  return realOf(await folder.read('real.json'), await folder.sha256(`${judge}/model.safetensors`));
}

/** A part that lies in a neighbour is in the neighbour's list. */
function hashesFor(source: PackSource, own: Folder): Folder['sha256'] {
  const folders = new Map<string, Promise<Folder>>();
  return async (path) => {
    const there = neighbourOf(path);
    if (there === null || source.kind !== 'url') return await own.sha256(path);
    const beside = folders.get(there.id) ?? folderOf(besideOf(source, there.id));
    folders.set(there.id, beside);
    return await (await beside).sha256(there.path);
  };
}

type AtUrl = Extract<PackSource, { kind: 'url' }>;

const besideOf = (source: AtUrl, id: string): AtUrl => ({ ...source, id, url: urlBeside(source.url, id) });

async function withPictures(
  file: ShippedFile,
  source: PackSource,
  pack: PackInfo,
  model: string,
): Promise<Shipped> {
  if (file.pictures === undefined) return shippedOf(file, model, null);
  const { path, columns } = file.pictures;
  const sheet = { path, rows: file.rows.length, columns, source: '', licence: '' };
  const read = await loadSheet(source, { ...pack, sampleSheet: sheet }, readPackFile).catch(() => null);
  const shape = pack.sampleShape;
  return shippedOf(file, model, read === null ? null : { samples: read.samples, columns, shape });
}

async function folderOf(source: PackSource): Promise<Folder> {
  if (source.kind === 'files') return folderOfFiles(source.files);
  const base = source.kind === 'url' ? source.url : '';
  const listed = source.kind === 'url' ? await fetchManifest(base) : null;
  return {
    read: async (path) => {
      if (listed?.has(path) !== true) return null; // asking would be an error in the console
      const bytes = await fetchFile(base + path, { name: path });
      return bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes));
    },
    sha256: (path) => Promise.resolve(listed?.get(path)?.sha256 ?? null),
  };
}

function folderOfFiles(files: ReadonlyMap<string, Blob>): Folder {
  const find = (path: string): Blob | undefined =>
    [...files].find(([name]) => name === path || name.endsWith(`/${path}`))?.[1];
  return {
    read: async (path) => {
      const text = await find(path)?.text();
      return text === undefined ? null : JSON.parse(text);
    },
    sha256: async (path) => {
      const found = find(path);
      return found === undefined ? null : await hashOf(new Uint8Array(await found.arrayBuffer()));
    },
  };
}
