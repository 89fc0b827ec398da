// What a person chose or dropped: a folder's files, a few files, or one archive; with the model wherever it lies in it.

import type { PackFiles } from './files';
import { filesInArchive } from './archives';
import { filesOfBlobs } from './files-in-memory';
import { snapshotIn } from './hub-cache';
import { laidOut } from './layout';
import { inPyTorch } from './weights-in-folder';

/**
 * @param blobs relative path → file; or a single archive
 * @throws NudgeError `pack-missing`, `pack-corrupt`, `pack-mismatch`, `pack-unsupported`
 */
export async function filesInHand(id: string, blobs: ReadonlyMap<string, Blob>): Promise<PackFiles> {
  const paths = [...blobs.keys()];
  const [only] = blobs.size === 1 ? blobs : [];
  if (only !== undefined) {
    const pickled = inPyTorch(paths); // a zip by its bytes
    if (pickled !== null) throw pickled;
    const found = await filesInArchive(id, only[0], only[1]);
    if (found !== null) return laidOut(await snapshotIn(found));
  }
  return laidOut(await snapshotIn({ files: filesOfBlobs(id, blobs), paths }));
}
