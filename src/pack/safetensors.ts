// safetensors: eight bytes of header length, a JSON header, then the tensors' bytes without gaps
// (huggingface/safetensors, README "Format"). Everything is checked before any number is read.

import type { WeightSource } from '../nn/weight-source';
import { NudgeError } from '../terms/errors';
import type { PackNote } from '../terms/pack-info';
import { isJsonObject, kindOf, parseJsonObject } from './json';
import { limits } from './limits';
import { isNumberFormat, readerOf, remarks, widths, type NumberFormat } from './number-formats';
import { isBookkeeping, ownName } from './tensor-names';

/** A network's weights, and what is to be said of how they are kept. */
export interface StoredWeights extends WeightSource {
  readonly notes: readonly PackNote[];
}

interface StoredTensor {
  readonly dtype: NumberFormat;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/**
 * @param files of one network: a file, or its shards; path → bytes
 * @param owner whose weights these are, for sentences: "unet"
 * @throws NudgeError `pack-corrupt`, `pack-unsupported`
 */
export function openSafetensors(files: ReadonlyMap<string, Uint8Array>, owner: string): StoredWeights {
  const tensors = new Map<string, StoredTensor>();
  const prefixed = new Set<string>();
  for (const [path, bytes] of files) {
    for (const [stored, tensor] of parse(bytes, path)) {
      const name = ownName(stored);
      if (name !== stored) prefixed.add(stored.slice(0, stored.length - name.length));
      if (tensors.has(name)) throw corrupt(`${path}: expected "${name}" in one shard only, got it in two.`);
      tensors.set(name, tensor);
    }
  }
  const [ignored, names] = partedBy([...tensors], ([name, { dtype }]) => {
    return readerOf(dtype) === null || isBookkeeping(name);
  });
  return {
    owner,
    names: names.map(([name]) => name),
    notes: notesOf(
      owner,
      tensors,
      prefixed,
      ignored.map(([name]) => name),
    ),
    shapeOf: (name) => tensors.get(name)?.shape ?? null,
    read: (name) => {
      const tensor = tensors.get(name);
      if (!tensor) throw new NudgeError('internal', `safetensors: no tensor "${name}"`);
      return numbersOf(tensor, `${owner}: "${name}"`);
    },
  };
}

function partedBy<T>(all: readonly T[], is: (each: T) => boolean): readonly [T[], T[]] {
  return [all.filter(is), all.filter((each) => !is(each))];
}

function notesOf(
  owner: string,
  tensors: ReadonlyMap<string, StoredTensor>,
  prefixed: ReadonlySet<string>,
  ignored: readonly string[],
): readonly PackNote[] {
  const formats = new Set(Array.from(tensors.values(), ({ dtype }) => dtype));
  const kept = [...formats].flatMap((format) => remarks[format] ?? []);
  return [
    ...kept.map((remark) => ({ text: `The numbers of ${owner} are kept as ${remark}.` })),
    ...(prefixed.size === 0
      ? []
      : [
          {
            text: `Tensors of ${owner} are read without what a training put before their names.`,
            list: [...prefixed],
          },
        ]),
    ...(ignored.length === 0
      ? []
      : [
          {
            text: `${counted(ignored.length)} of ${owner} ${ignored.length === 1 ? 'is' : 'are'} of its training and not used.`,
            list: ignored,
          },
        ]),
  ];
}

const counted = (n: number): string => (n === 1 ? 'One tensor' : `${n} tensors`);

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
  if (entries.length > limits.tensors) {
    throw new NudgeError(
      'pack-unsupported',
      `${path}: expected at most ${limits.tensors} tensors, got ${entries.length}.`,
      'Save the U-Net alone, without what its training kept beside it.',
    );
  }
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
  readonly dtype: NumberFormat;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function checkEntry(entry: unknown, what: string): Placed {
  if (!isJsonObject(entry)) throw corrupt(`${what}: expected a description, got ${kindOf(entry)}.`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isNumberFormat(dtype)) {
    if (typeof dtype !== 'string') throw corrupt(`${what}: expected a number format, got ${kindOf(dtype)}.`);
    throw unreadable(what, dtype);
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
  const read = readerOf(dtype);
  if (read === null) throw unreadable(what, dtype);
  const numbers = read(bytes);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    if (!Number.isFinite(number)) {
      throw new NudgeError(
        'pack-corrupt',
        `${what}: expected finite weights, got ${number}.`,
        'A training that diverged leaves such numbers, and so does a damaged file: take an earlier checkpoint, or get it again.',
      );
    }
  }
  return numbers;
}

function unreadable(what: string, dtype: string): NudgeError {
  return new NudgeError(
    'pack-unsupported',
    `${what}: expected numbers as F16, BF16, F32 or F64, got ${kindOf(dtype)}.`,
    'Save the model again in float16 or float32.',
  );
}

function corrupt(message: string): NudgeError {
  return new NudgeError('pack-corrupt', message, 'The file is broken; get it again from where it came.');
}
