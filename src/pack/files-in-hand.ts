// What a person chose or dropped: a folder's files, or one .zip; with the pack at the top or a folder deeper.

import { NudgeError } from '../terms/errors';
import type { PackFiles } from './files';
import { filesOfBlobs } from './files-in-memory';
import { filesInZip } from './files-in-zip';

const INDEX = 'model_index.json';

/**
 * @param blobs relative path → file; or a single .zip
 * @throws NudgeError `pack-missing`, `pack-corrupt`, `pack-unsupported`
 */
export async function filesInHand(id: string, blobs: ReadonlyMap<string, Blob>): Promise<PackFiles> {
  const [only] = blobs.size === 1 ? blobs : [];
  if (only?.[0].toLowerCase().endsWith('.zip')) {
    const { files, paths } = await filesInZip(id, only[1]);
    return below(files, rootOf(paths));
  }
  return below(filesOfBlobs(id, blobs), rootOf([...blobs.keys()]));
}

/** The folder that holds model_index.json: "" or "my-model/". */
function rootOf(paths: readonly string[]): string {
  const roots = paths
    .filter((path) => path === INDEX || path.endsWith(`/${INDEX}`))
    .map((path) => path.slice(0, -INDEX.length))
    .filter((root) => !root.startsWith('__MACOSX/'));
  const [shallowest, second] = roots.toSorted((a, b) => depth(a) - depth(b));
  if (shallowest === undefined) {
    throw new NudgeError(
      'pack-missing',
      `${INDEX} is not there.`,
      'Choose a folder as diffusers saves a DDPMPipeline: model_index.json, unet/ and scheduler/.',
    );
  }
  if (second !== undefined && depth(second) === depth(shallowest)) {
    throw new NudgeError(
      'pack-mismatch',
      `Expected one model, got several: "${shallowest}" and "${second}".`,
      'Choose one of their folders.',
    );
  }
  return shallowest;
}

function depth(root: string): number {
  return root.split('/').length;
}

function below(files: PackFiles, root: string): PackFiles {
  if (root === '') return files;
  return {
    id: files.id,
    size: (path) => files.size(root + path),
    read: (path, limit, onBytes) => files.read(root + path, limit, onBytes),
  };
}
