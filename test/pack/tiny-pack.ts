// The tiny pack beside this file (training/make_fixtures.py --only tiny), and ways to change it.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, 'tiny');

export type Files = Map<string, Uint8Array<ArrayBuffer>>;

/** Fresh copies of its files by path. */
export function tinyPack(): Files {
  const files: Files = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path), new Uint8Array(readFileSync(path)));
  }
  return files;
}

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
export const json = (value: unknown): Uint8Array<ArrayBuffer> => utf8(JSON.stringify(value));

export type Json = Record<string, unknown>;

export function readJson(files: Files, path: string): Json {
  return JSON.parse(new TextDecoder().decode(files.get(path)));
}

/** Sets fields of a config; undefined removes one. */
export function patch(files: Files, path: string, fields: Json): Files {
  return files.set(path, json({ ...readJson(files, path), ...fields }));
}

export interface RawTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export function readSafetensors(file: Uint8Array): Map<string, RawTensor> {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }> =
    JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  const tensors = new Map<string, RawTensor>();
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    tensors.set(name, { dtype, shape, bytes: file.slice(8 + length + offsets[0], 8 + length + offsets[1]) });
  }
  return tensors;
}

/** A safetensors file, its tensors one behind the other. */
export function writeSafetensors(tensors: ReadonlyMap<string, RawTensor>): Uint8Array<ArrayBuffer> {
  const header: Json = {};
  let offset = 0;
  for (const [name, { dtype, shape, bytes }] of tensors) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + bytes.length] };
    offset += bytes.length;
  }
  const parts = Array.from(tensors.values(), ({ bytes }) => bytes);
  return withHeader(json(header), parts);
}

/** Any header before any bytes; it claims its own length unless told otherwise. */
export function withHeader(
  header: Uint8Array,
  parts: readonly Uint8Array[],
  claimed: number | bigint = header.length,
): Uint8Array<ArrayBuffer> {
  const length = 8 + header.length + parts.reduce((sum, part) => sum + part.length, 0);
  const file = new Uint8Array(length);
  new DataView(file.buffer).setBigUint64(0, BigInt(claimed), true);
  file.set(header, 8);
  let offset = 8 + header.length;
  for (const part of parts) {
    file.set(part, offset);
    offset += part.length;
  }
  return file;
}
