// A mutant: the tiny pack with one or two things wrong with it. The same number gives the same mutant.

import { json, readJson, readSafetensors, tinyPack, utf8, writeSafetensors, type Files } from '../tiny-pack';
import { flipBits, flipHead, insert, overwrite, remove, repeat, truncate } from './mutate-bytes';
import { mutateJson } from './mutate-json';
import { safetensorsMutations } from './mutate-safetensors';
import { mutateZip } from './mutate-zip';
import { seededRandom, type Random } from './random';

const damage = [truncate, flipBits, flipHead, insert, remove, repeat, overwrite];
const UNET = 'unet/diffusion_pytorch_model.safetensors';

/** As a person would have it in hand. */
export function mutant(seed: number): Map<string, Blob> {
  const random = seededRandom(seed);
  const files = tinyPack();
  if (random.below(4) === 0) return new Map([['pack.zip', new Blob([mutateZip(files, random)])]]);
  if (random.below(10) === 0) shard(files, random);
  for (let wrongs = 1 + random.below(2); wrongs > 0; wrongs--) mutateFile(files, random);
  return new Map(Array.from(files, ([path, bytes]) => [path, new Blob([bytes])]));
}

function mutateFile(files: Files, random: Random): void {
  const path = random.pick([...files.keys()]);
  const bytes = files.get(path) ?? new Uint8Array();
  const kind = random.below(10);
  if (kind === 0) files.delete(path);
  else if (kind === 1)
    files.set(path, files.get(random.pick([...files.keys()])) ?? bytes); // mislabelled
  else if (kind <= 3 && bytes.length > 0) files.set(path, random.pick(damage)(bytes, random));
  else if (path.endsWith('.json')) mutateConfig(files, path, random);
  else mutateWeights(files, path, random);
}

function mutateConfig(files: Files, path: string, random: Random): void {
  try {
    files.set(path, utf8(mutateJson(readJson(files, path), random)));
  } catch {
    // an earlier wrong has left no JSON
  }
}

function mutateWeights(files: Files, path: string, random: Random): void {
  try {
    files.set(path, random.pick(safetensorsMutations)(files.get(path) ?? new Uint8Array(), random));
  } catch {
    // an earlier wrong has left no safetensors
  }
}

/** The denoiser in two shards, whose index is then as easily damaged as the rest. */
function shard(files: Files, random: Random): void {
  const tensors = [...readSafetensors(files.get(UNET) ?? new Uint8Array())];
  const cut = random.below(tensors.length);
  const map: Record<string, string> = {};
  [tensors.slice(0, cut), tensors.slice(cut)].forEach((part, i) => {
    files.set(`unet/part-${i}.safetensors`, writeSafetensors(new Map(part)));
    for (const [name] of part) map[name] = `part-${i}.safetensors`;
  });
  files.delete(UNET);
  files.set(`${UNET}.index.json`, json({ metadata: {}, weight_map: map }));
}
