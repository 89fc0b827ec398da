// What a folder says of itself in nudge.json, or where it has none what can be seen of it.

import { NudgeError } from '../terms/errors';
import { neighbourOf } from '../terms/neighbour';
import type { PackFiles } from './files';
import { parseNudgeJson, type Manifest } from './nudge-json';
import type { GuideEntry, PlannedDenoiser } from './planned';
import { readJson } from './read-json';

/** A person's own checkpoint has no nudge.json: unguided, unless a classifier lies beside it, or it takes a class itself. */
export async function manifestOf(files: PackFiles, { classEmbeds }: PlannedDenoiser): Promise<Manifest> {
  const json = await readJson(files, 'nudge.json');
  if (json) {
    const manifest = parseNudgeJson(json);
    if (files.hasNeighbours !== true) expectWhole(manifest);
    return manifest;
  }
  const hasClassifier = (await files.size('classifier/config.json')) !== null;
  return {
    title: null,
    guides: [
      ...(hasClassifier ? [ownGuide('classifier')] : []),
      ...(classEmbeds === undefined ? [] : [ownGuide('classifier-free')]),
    ],
    judgeFolder: null,
    peopleNats: null,
    steps: 100,
    sampleSheet: null,
    examples: [],
    heldOut: [],
  };
}

/** The packs beside this one of which it uses parts. */
export function neighboursOf(manifest: Manifest): readonly string[] {
  return [...new Set(foldersOf(manifest).flatMap((folder) => neighbourOf(folder)?.id ?? []))];
}

function foldersOf({ guides, judgeFolder }: Manifest): readonly string[] {
  return [...guides.map(({ path }) => path), ...(judgeFolder === null ? [] : [judgeFolder])];
}

/** @throws NudgeError `pack-corrupt` where a part lies in another pack, which a person's own cannot be beside */
function expectWhole(manifest: Manifest): void {
  const folder = foldersOf(manifest).find((path) => neighbourOf(path) !== null);
  if (folder === undefined) return;
  throw new NudgeError(
    'pack-corrupt',
    `nudge.json: expected the name of a folder beside it, got ${JSON.stringify(folder)}, which leads out of the model.`,
    'Only models that come with Nudge share parts: put a copy of that folder beside nudge.json, and name it there.',
  );
}

function ownGuide(kind: string): GuideEntry {
  return { kind, id: kind, path: kind, title: null, scale: {}, slots: [] };
}
