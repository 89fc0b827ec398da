// Damage to safetensors files that knows their format.

import {
  json,
  readSafetensors,
  utf8,
  withHeader,
  writeSafetensors,
  type Json,
  type RawTensor,
} from '../tiny-pack';
import { mutateJson } from './mutate-json';
import type { Bytes } from './mutate-bytes';
import type { Random } from './random';

type Entry = { dtype: string; shape: number[]; data_offsets: [number, number] };

const dtypes = ['F16', 'F32', 'BF16', 'F64', 'I8', 'I64', 'BOOL', 'f16', '', 'F8_E5M2'];

/** Changes the header and leaves the tensors' bytes. */
function onHeader(file: Bytes, change: (header: Record<string, Entry>) => Json | string): Bytes {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const header: Record<string, Entry> = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  const changed = change(header);
  return withHeader(typeof changed === 'string' ? utf8(changed) : json(changed), [file.subarray(8 + length)]);
}

function entryOf(header: Record<string, Entry>, random: Random): Entry {
  const names = Object.keys(header).filter((name) => name !== '__metadata__');
  const entry = header[random.pick(names)];
  if (!entry) throw new Error('no entry');
  return entry;
}

function onTensor(file: Bytes, random: Random, change: (tensor: RawTensor) => RawTensor): Bytes {
  const tensors = readSafetensors(file);
  const name = random.pick([...tensors.keys()]);
  const tensor = tensors.get(name);
  return tensor ? writeSafetensors(tensors.set(name, change(tensor))) : file;
}

export const safetensorsMutations: readonly ((file: Bytes, random: Random) => Bytes)[] = [
  // Header length: huge, off by a little, zero.
  (file, random) => {
    const out = file.slice();
    const view = new DataView(out.buffer);
    const length = view.getBigUint64(0, true);
    const near = length + BigInt(random.below(9) - 4);
    view.setBigUint64(0, random.pick([near, 0n, 1n << 40n, (1n << 64n) - 1n, BigInt(out.length)]), true);
    return out;
  },
  // Offsets: shifted, overlapping, overflowing, reversed.
  (file, random) =>
    onHeader(file, (header) => {
      const entry = entryOf(header, random);
      const [begin, end] = entry.data_offsets;
      const shift = random.below(65) - 32;
      entry.data_offsets = random.pick<[number, number]>([
        [begin + shift, end + shift],
        [begin, end + shift],
        [0, end - begin],
        [end, begin],
        [begin, 2 ** 53],
        [2 ** 53, 2 ** 53 + end - begin],
        [-1, end],
        [begin + 0.5, end + 0.5],
      ]);
      return header;
    }),
  // Shape: other numbers, other rank, overflow.
  (file, random) =>
    onHeader(file, (header) => {
      const entry = entryOf(header, random);
      entry.shape = random.pick([
        entry.shape.toReversed(),
        [...entry.shape, 1],
        entry.shape.slice(1),
        [entry.shape.reduce((a, b) => a * b, 1)],
        entry.shape.map((n) => -n),
        [2 ** 32, 2 ** 32],
        [2 ** 53],
        [0],
        Array.from({ length: 1000 }, () => 1),
      ]);
      return header;
    }),
  (file, random) =>
    onHeader(file, (header) => {
      entryOf(header, random).dtype = random.pick(dtypes);
      return header;
    }),
  // Names: lost, swapped, prototype keys, one more.
  (file, random) =>
    onHeader(file, (header) => {
      const names = Object.keys(header).filter((name) => name !== '__metadata__');
      const [a, b] = [random.pick(names), random.pick(names)];
      const text = JSON.stringify(header);
      return random.pick([
        text.replace(`"${a}"`, '"__proto__"'),
        text.replace(`"${a}"`, '"constructor"'),
        text.replace(`"${a}"`, `"${b}"`),
        text.replace(`"${a}"`, `"${a}x"`),
        text.replace(`"${a}"`, '"\u0001"').replace(`"${b}"`, `"${a}"`).replace('"\u0001"', `"${b}"`),
        text.replace('{', '{"extra": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}, '),
      ]);
    }),
  (file, random) => onHeader(file, (header) => mutateJson(header, random)),
  // Values: NaN, infinity, the largest halves.
  (file, random) =>
    onTensor(file, random, (tensor) => {
      const bytes = tensor.bytes.slice();
      const at = 2 * random.below(Math.max(1, bytes.length / 2));
      bytes.set(random.pick([[0x00, 0x7e], [0x00, 0x7c], [0x00, 0xfc], [0xff, 0x7b]]), Math.min(at, Math.max(0, bytes.length - 2))); // prettier-ignore
      return { ...tensor, bytes };
    }),
  // Half the tensors' bytes are the largest number: it opens, and overflows.
  (file, random) =>
    onTensor(file, random, (tensor) => ({
      ...tensor,
      bytes: tensor.bytes.map((_, i) => (i % 2 ? 0x7b : 0xff)),
    })),
  (file, random) =>
    onTensor(file, random, (tensor) => ({
      ...tensor,
      dtype: 'F32',
      bytes: new Uint8Array(2 * tensor.bytes.length),
    })),
];
