// What a folder says of itself in nudge.json, or where it has none what can be seen of it.

import type { PackFiles } from './files';
import { parseNudgeJson, type Manifest } from './nudge-json';
import type { GuideEntry, PlannedDenoiser } from './planned';
import { readJson } from './read-json';

/** A person's own checkpoint has no nudge.json: unguided, unless a classifier lies beside it, or it takes a class itself. */
export async function manifestOf(files: PackFiles, { classEmbeds }: PlannedDenoiser): Promise<Manifest> {
  const json = await readJson(files, 'nudge.json');
  if (json) return parseNudgeJson(json);
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

function ownGuide(kind: string): GuideEntry {
  return { kind, id: kind, path: kind, title: null, scale: {}, slots: [] };
}
