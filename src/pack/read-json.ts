// A pack's small JSON files.

import { troubleOf } from '../terms/causes';
import { missing } from '../terms/more-causes';
import { NudgeError } from '../terms/errors';
import type { PackFiles } from './files';
import { parseJsonList, parseJsonObject, type JsonObject } from './json';
import { limits } from './limits';

/** @returns null when there is no such file. @throws NudgeError `pack-corrupt`, `network` */
export async function readJson(files: PackFiles, path: string): Promise<JsonObject | null> {
  const bytes = await files.read(path, limits.jsonBytes);
  return bytes && parseJsonObject(bytes, path);
}

/** @throws NudgeError `pack-missing`, `pack-corrupt`, `network` */
export async function requireJson(files: PackFiles, path: string): Promise<JsonObject> {
  const json = await readJson(files, path);
  if (json) return json;
  throw missingFile(files, path);
}

/** The same of a list. @throws NudgeError `pack-missing`, `pack-corrupt`, `network` */
export async function requireJsonList(files: PackFiles, path: string): Promise<readonly unknown[]> {
  const bytes = await files.read(path, limits.jsonBytes);
  if (bytes) return parseJsonList(bytes, path);
  throw missingFile(files, path);
}

function missingFile(files: PackFiles, path: string): NudgeError {
  if (files.fromHost ?? false) return troubleOf(missing, path);
  return new NudgeError(
    'pack-missing',
    `${path} is not there.`,
    'Choose a folder as diffusers saves a DDPMPipeline: model_index.json, unet/ and scheduler/.',
  );
}
