// Looks for a sheet of another pack whose pictures are as large as those of the open one, and come from elsewhere.

import type { Nudge } from '../../../store/world';
import type { PackInfo, PackSource } from '../../../terms/pack-info';
import type { SampleSheet } from '../../../terms/sample-sheet';
import { builtInPacks } from '../packs';
import { loadSheet, type ReadPackFile } from '../sheet';
import { sheetOwner } from '../sheet-owner';
import { patchCompared } from './compare';
import type { ForeignSheet } from './compared';
import { comparedOf } from './lanes';

/** Once for each model. What does not come is not there. */
export async function findForeign(
  nudge: Nudge,
  pack: PackInfo,
  modelsUrl: string,
  read: ReadPackFile,
): Promise<void> {
  const besides = sheetOwner(pack);
  if (comparedOf(nudge.store.getState()).foreign?.besides === besides) return;
  patchCompared(nudge, { foreign: { besides, found: null } });
  for (const { id, title } of builtInPacks) {
    if (id === pack.id) continue;
    const source: PackSource = { kind: 'url', id, url: new URL(`${id}/`, modelsUrl).href };
    const found = await sheetIn(source, pack, read).catch(() => null); // of another size
    if (found === null) continue;
    const foreign: ForeignSheet = { besides, found: { id, title, sheet: found } };
    if (comparedOf(nudge.store.getState()).foreign?.besides === besides) patchCompared(nudge, { foreign });
    return;
  }
}

/** @throws where its pictures are of another size */
async function sheetIn(source: PackSource, pack: PackInfo, read: ReadPackFile) {
  const about = sheetOf(JSON.parse(await (await read(source, 'nudge.json')).text()));
  if (about === null || about.source === pack.sampleSheet?.source) return null;
  return await loadSheet(source, { ...pack, sampleSheet: about }, read);
}

/** Without its labels, which are those of another guide. */
function sheetOf(manifest: unknown): SampleSheet | null {
  const sheet = partOf(manifest, 'sampleSheet');
  const [path, rows, columns] = [partOf(sheet, 'path'), partOf(sheet, 'rows'), partOf(sheet, 'columns')];
  const source = partOf(sheet, 'source');
  if (typeof path !== 'string' || typeof rows !== 'number' || typeof columns !== 'number') return null;
  return { path, rows, columns, source: typeof source === 'string' ? source : '', licence: '' };
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
