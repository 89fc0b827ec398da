// The files that hold a network's weights: one safetensors file, or shards named by an index.

import { troubleOf } from '../terms/causes';
import { missing } from '../terms/more-causes';
import { NudgeError } from '../terms/errors';
import { checked } from './checked';
import type { PackFiles } from './files';
import { isJsonObject } from './json';
import { limits } from './limits';
import { expectWithin } from './files-in-memory';
import { readJson } from './read-json';
import * as v from 'valibot';

export interface WeightFiles {
  readonly owner: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
  readonly bytes: number;
}

const indexSchema = v.object({
  weight_map: v.record(
    v.string(),
    v.pipe(v.string(), v.regex(/^[\w-][\w.-]*\.safetensors$/, 'the name of a .safetensors file beside it')),
  ),
});

/**
 * Finds the files without reading weights.
 *
 * @param stem "diffusion_pytorch_model" of a U-Net, "model" of ours
 * @throws NudgeError `pack-missing`, `pack-corrupt`, `network`
 */
export async function findWeights(files: PackFiles, folder: string, stem: string): Promise<WeightFiles> {
  const single = `${folder}/${stem}.safetensors`;
  const size = await files.size(single);
  if (size !== null) return sized(folder, [{ path: single, size }]);
  const indexPath = `${single}.index.json`;
  const index = await readJson(files, indexPath);
  if (index === null || !isJsonObject(index)) throw absent(files, single);
  const { weight_map: map } = checked(indexSchema, index, indexPath);
  const names = new Set(Object.values(map));
  if (names.size > limits.shards) {
    throw new NudgeError(
      'pack-unsupported',
      `${indexPath}: expected at most ${limits.shards} files of weights, got ${names.size}.`,
      'Save the model again in fewer shards.',
    );
  }
  const shards = [];
  for (const name of names) {
    const path = `${folder}/${name}`;
    const shardSize = await files.size(path);
    if (shardSize === null) throw absent(files, path);
    shards.push({ path, size: shardSize });
  }
  if (shards.length === 0) throw absent(files, single);
  return sized(folder, shards);
}

/** Reads all of them. @returns path → bytes */
export async function readWeights(
  files: PackFiles,
  { files: parts }: WeightFiles,
  onBytes: (bytes: number) => void,
): Promise<Map<string, Uint8Array>> {
  const read = new Map<string, Uint8Array>();
  let left: number = limits.weightBytes;
  for (const { path } of parts) {
    const bytes = await files.read(path, left, onBytes);
    if (bytes === null) throw absent(files, path);
    left -= bytes.length;
    read.set(path, bytes);
  }
  return read;
}

function sized(owner: string, files: WeightFiles['files']): WeightFiles {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  expectWithin(`${owner}/`, bytes, limits.weightBytes);
  return { owner, files, bytes };
}

function absent({ fromHost }: PackFiles, path: string): NudgeError {
  if (fromHost ?? false) return troubleOf(missing, path);
  return new NudgeError(
    'pack-missing',
    `${path} is not there.`,
    'Nudge reads safetensors files; save the model again with save_pretrained, and open the whole folder.',
  );
}
