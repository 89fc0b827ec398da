// A person’s own pack: opened as any other, and named by the sha256 of its weights.

import { NudgeError } from '../terms/errors';
import type { LoadAnswers } from '../terms/load-question';
import type { SampleKind } from '../terms/pack-info';
import type { PackFiles } from './files';
import { filesInHand } from './files-in-hand';
import { keptFiles } from './kept-files';
import { openPack, type OnProgress, type OpenedPack } from './open-pack';
import { digested } from './weights-digest';

/** @returns the pack, and a way to open it again from the bytes that are here */
export async function openOwnPack(
  id: string,
  blobs: ReadonlyMap<string, Blob>,
  onProgress: OnProgress,
  samples?: SampleKind,
  answers: LoadAnswers = {},
): Promise<{ readonly pack: OpenedPack; readonly reopen: () => Promise<OpenedPack> }> {
  const { files, digest } = digested({ ...(await filesInHand(id, blobs)), answers });
  const kept = keptFiles(files);
  try {
    const pack = await openPack(kept, onProgress, samples);
    const sha256 = digest(); // before the judge's weights come, which steer nothing
    const named = (opened: OpenedPack): OpenedPack => ({ ...opened, info: { ...opened.info, sha256 } });
    return {
      pack: named(pack),
      reopen: async () => named(await openPack(kept, undefined, samples)),
    };
  } catch (error) {
    throw error instanceof NudgeError ? asTheyLie(error, files) : error;
  }
}

/** A sentence names a file as its owner knows it. */
function asTheyLie({ code, message, hint, question }: NudgeError, { nameOf }: PackFiles): NudgeError {
  const said = message.replaceAll(/\b(unet|scheduler)\/[\w.-]+\w/g, (path) => nameOf?.(path) ?? path);
  return new NudgeError(code, said, hint, question);
}
