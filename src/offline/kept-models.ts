// Models of the person's own on this device, in the origin's private file system: a folder for each, named by the sha256
// of its weights. Its files are numbered, and about.json, which is written last, says what they are: a folder without
// it was never finished, and is none.

import { NudgeError } from '../terms/errors';
import type { OwnModel } from '../terms/own-model';
import { answered, unlessSilent } from './answered';

/** A model that is kept whole. */
export interface KeptModel extends OwnModel {
  readonly title: string;
  /** Of all its files. */
  readonly bytes: number;
  /** When it was last opened, in ms since 1970: the oldest goes first. */
  readonly opened: number;
}

interface About extends KeptModel {
  /** Relative paths; file i is called by i. */
  readonly paths: readonly string[];
}

const FOLDER = 'nudge-models';
const ABOUT = 'about.json';

/** @throws NudgeError saying why nothing can be kept here */
async function folderOfModels(): Promise<FileSystemDirectoryHandle> {
  if (!globalThis.isSecureContext) {
    throw new NudgeError(
      'not-kept',
      'this page came over plain http, and browsers keep files for https only',
    );
  }
  if (!('storage' in navigator) || !('getDirectory' in navigator.storage)) {
    throw new NudgeError('not-kept', 'this browser cannot keep files of that size');
  }
  try {
    const root = await answered(navigator.storage.getDirectory());
    return await answered(root.getDirectoryHandle(FOLDER, { create: true }));
  } catch (error) {
    if (error instanceof NudgeError) throw error;
    throw new NudgeError(
      'not-kept',
      'this browser does not let the page keep anything, as in a private window',
    );
  }
}

/** Bytes that may still come. @returns Infinity where the browser does not say */
export async function bytesLeft(): Promise<number> {
  const { quota, usage } = await answered(navigator.storage.estimate());
  return quota === undefined ? Infinity : Math.max(0, quota - (usage ?? 0));
}

/** The oldest first. @throws NudgeError `not-kept` */
export async function keptModels(): Promise<readonly KeptModel[]> {
  const models = await folderOfModels();
  const found = new Map<string, KeptModel>(); // a folder that is written to meanwhile may be listed twice
  const handles = models.values();
  for (;;) {
    const { done, value: handle } = await answered(handles.next());
    if (done === true) break;
    const about = handle.kind === 'directory' ? await aboutIn(handle) : null;
    if (about !== null && about.sha256 === handle.name) found.set(about.sha256, about);
  }
  return [...found.values()].toSorted((a, b) => a.opened - b.opened);
}

/** @returns its files by path; null where it is not kept @throws NudgeError `not-kept` */
export async function findKept(sha256: string): Promise<ReadonlyMap<string, File> | null> {
  const models = await folderOfModels();
  const folder = await answered(models.getDirectoryHandle(sha256)).catch(unlessSilent(null));
  const about = folder === null ? null : await aboutIn(folder);
  if (folder === null || about === null) return null;
  const files = new Map<string, File>();
  for (const [i, path] of about.paths.entries()) {
    files.set(path, await fileIn(folder, `${i}`));
  }
  return files;
}

/** @throws NudgeError `not-kept`; DOMException where it does not fit or cannot be written, and then nothing stays */
export async function writeModel(
  { name, sha256, title, bytes, opened }: KeptModel,
  files: ReadonlyMap<string, Blob>,
): Promise<void> {
  const models = await folderOfModels();
  const folder = await answered(models.getDirectoryHandle(sha256, { create: true }));
  try {
    for (const [i, blob] of [...files.values()].entries()) await write(folder, `${i}`, blob);
    const about: About = { name, sha256, title, bytes, opened, paths: [...files.keys()] };
    await write(folder, ABOUT, new Blob([JSON.stringify(about)]));
  } catch (error) {
    await answered(models.removeEntry(sha256, { recursive: true })).catch(() => undefined);
    throw error;
  }
}

/** Remembers that it was opened now. */
export async function touchModel(sha256: string, now: number): Promise<void> {
  const folder = await answered((await folderOfModels()).getDirectoryHandle(sha256));
  const about = await aboutIn(folder);
  if (about !== null) await write(folder, ABOUT, new Blob([JSON.stringify({ ...about, opened: now })]));
}

/** @throws DOMException where no such model is kept @param sha256 64 hexadecimal digits */
export async function forgetModel(sha256: string): Promise<void> {
  await answered((await folderOfModels()).removeEntry(sha256, { recursive: true }));
}

/** What no model needs goes too: folders that were never finished. */
export async function forgetModels(): Promise<void> {
  if (!globalThis.isSecureContext || !('getDirectory' in navigator.storage)) return;
  const root = await answered(navigator.storage.getDirectory());
  await answered(root.removeEntry(FOLDER, { recursive: true })).catch(unlessSilent(null));
}

async function write(folder: FileSystemDirectoryHandle, name: string, blob: Blob): Promise<void> {
  const file = await answered(folder.getFileHandle(name, { create: true }));
  const stream = await answered(file.createWritable());
  await answered(blob.stream().pipeTo(stream), blob.size); // closes it, or gives it up
}

async function fileIn(folder: FileSystemDirectoryHandle, name: string): Promise<File> {
  return await answered((await answered(folder.getFileHandle(name))).getFile());
}

async function aboutIn(folder: FileSystemDirectoryHandle): Promise<About | null> {
  try {
    const found: unknown = JSON.parse(await answered((await fileIn(folder, ABOUT)).text()));
    return isAbout(found) ? found : null;
  } catch (error) {
    return unlessSilent(null)(error);
  }
}

function isAbout(value: unknown): value is About {
  if (typeof value !== 'object' || value === null) return false;
  const about: Partial<Record<keyof About, unknown>> = value;
  const { name, sha256, title, bytes, opened, paths } = about;
  return (
    [name, sha256, title].every((text) => typeof text === 'string') &&
    [bytes, opened].every((number) => typeof number === 'number') &&
    Array.isArray(paths) &&
    paths.every((path) => typeof path === 'string')
  );
}
