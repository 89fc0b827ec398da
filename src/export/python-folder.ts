// How the note of a Python script speaks of the pack that it needs.

import type { RunFile } from '../terms/run-file';

type Named = Pick<RunFile, 'pack' | 'sha256'>;

/** Where the pack lies, as an argument: one that comes with Nudge under models/, a person's own where they put it. */
export function folderOf({ pack, sha256 }: Named): string {
  const folder = sha256 === undefined ? `models/${pack}` : pack;
  return /^[\w./-]+$/.test(folder) ? folder : `"${folder.replaceAll(/[^\w./() -]/g, '_')}"`;
}

/** @param weights the files whose digest is known, the denoiser's first */
export function whereItIs({ pack, sha256 }: Named, weights: string): string {
  if (sha256 === undefined)
    return `The pack is the folder \`models/${pack}\` beside the page and in Nudge's repository.`;
  return `The pack is ${pack}, a model of somebody's own that was opened from files and does not come with Nudge. It is the
right one where \`cat ${weights} | sha256sum\` (without a classifier, of the denoiser's
alone) gives ${sha256}.`;
}
