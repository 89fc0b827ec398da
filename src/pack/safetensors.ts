// safetensors: eight bytes of header length, a JSON header, then the tensors' bytes without gaps
// (huggingface/safetensors, README "Format"). Everything is checked before any number is read.

import type { WeightSource } from '../nn/weight-source';
import { NudgeError } from '../terms/errors';
import { float16ToFloat32 } from './float16';
import { isJsonObject, kindOf, parseJsonObject } from './json';
import { limits } from './limits';

const widths = { F16: 2, F32: 4 } as const;

interface StoredTensor {
  readonly dtype: keyof typeof widths;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/**
 * @param files of one network: a file, or its shards; path → bytes
 * @param owner whose weights these are, for sentences: "unet"
 * @throws NudgeError `pack-corrupt`, `pack-unsupported`
 */
export function openSafetensors(files: ReadonlyMap<string, Uint8Array>, owner: string): WeightSource {
  const tensors = new Map<string, StoredTensor>();
  for (const [path, bytes] of files) {
    for (const [name, tensor] of parse(bytes, path)) {
      if (tensors.has(name)) throw corrupt(`${path}: expected "${name}" in one shard only, got it in two.`);
      tensors.set(name, tensor);
    }
  }
  return {
    owner,
    names: [...tensors.keys()],
    shapeOf: (name) => tensors.get(name)?.shape ?? null,
    read: (name) => {
      const tensor = tensors.get(name);
      if (!tensor) throw new NudgeError('internal', `safetensors: no tensor "${name}"`);
      return numbersOf(tensor, `${owner}: "${name}"`);
    },
  };
}

function parse(bytes: Uint8Array, path: string): Map<string, StoredTensor> {
  if (bytes.length < 8) throw corrupt(`${path}: expected a safetensors file, got ${bytes.length} bytes.`);
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (headerBytes > BigInt(limits.safetensorsHeaderBytes) || headerBytes > BigInt(bytes.length - 8)) {
    throw corrupt(`${path}: expected a header within the file, got one of ${headerBytes} bytes.`);
  }
  const start = 8 + Number(headerBytes);
  const header = parseJsonObject(bytes.subarray(8, start), `${path} (header)`);
  const data = bytes.subarray(start);
  const entries = Object.entries(header).filter(([name]) => name !== '__metadata__');
  if (entries.length > limits.tensors) throw corrupt(`${path}: expected at most ${limits.tensors} tensors.`);
  const placed = entries.map(([name, entry]) => ({ name, ...checkEntry(entry, `${path}: "${name}"`) }));
  expectContiguous(placed, data.length, path);
  return new Map(
    placed.map(({ name, dtype, shape, begin, end }) => [
      name,
      { dtype, shape, bytes: data.subarray(begin, end) },
    ]),
  );
}

interface Placed {
  readonly dtype: keyof typeof widths;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function checkEntry(entry: unknown, what: string): Placed {
  if (!isJsonObject(entry)) throw corrupt(`${what}: expected a description, got ${kindOf(entry)}.`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (dtype !== 'F16' && dtype !== 'F32') {
    if (typeof dtype !== 'string') throw corrupt(`${what}: expected a number format, got ${kindOf(dtype)}.`);
    throw new NudgeError(
      'pack-unsupported',
      `${what}: expected numbers as F16 or F32, got ${kindOf(dtype)}.`,
      'Save the model again in float16 or float32.',
    );
  }
  if (!isCounts(shape) || shape.length > limits.tensorRank) {
    throw corrupt(`${what}: expected a shape of whole numbers, got ${kindOf(shape)}.`);
  }
  if (!isCounts(offsets) || offsets.length !== 2) {
    throw corrupt(`${what}: expected data_offsets of two whole numbers, got ${kindOf(offsets)}.`);
  }
  const [begin = 0, end = 0] = offsets;
  const expected = shape.reduce((product, n) => product * n, 1) * widths[dtype];
  if (end - begin !== expected) {
    throw corrupt(
      `${what}: expected ${expected} bytes for ${dtype} [${shape.join(', ')}], got ${end - begin}.`,
    );
  }
  return { dtype, shape, begin, end };
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((n: unknown) => Number.isSafeInteger(n) && Number(n) >= 0);
}

/** The format allows neither gaps nor overlaps, nor bytes behind the last tensor. */
function expectContiguous(
  placed: readonly (Placed & { readonly name: string })[],
  length: number,
  path: string,
): void {
  let end = 0;
  for (const tensor of placed.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (tensor.begin !== end) {
      throw corrupt(`${path}: expected "${tensor.name}" to begin at byte ${end}, got ${tensor.begin}.`);
    }
    end = tensor.end;
  }
  if (end !== length) throw corrupt(`${path}: expected ${end} bytes of tensors, got ${length}.`);
}

/** @throws NudgeError `pack-corrupt` when a number is not finite */
function numbersOf({ dtype, bytes }: StoredTensor, what: string): Float32Array {
  const numbers = dtype === 'F16' ? float16ToFloat32(bytes) : new Float32Array(new Uint8Array(bytes).buffer);
  for (const number of numbers) {
    if (!Number.isFinite(number)) throw corrupt(`${what}: expected finite weights, got ${number}.`);
  }
  return numbers;
}

function corrupt(message: string): NudgeError {
  return new NudgeError('pack-corrupt', message, 'The file is broken; get it again from where it came.');
}
