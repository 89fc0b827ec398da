import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float16ToFloat32 } from '../../src/pack/float16';
import { openSafetensors } from '../../src/pack/safetensors';
import { NudgeError } from '../../src/terms/errors';
import { json, utf8, withHeader, writeSafetensors, type RawTensor } from './tiny-pack';

const open = (file: Uint8Array) => openSafetensors(new Map([['w.safetensors', file]]), 'unet');

function codeOf(file: Uint8Array): string {
  try {
    const source = open(file);
    for (const name of source.names) source.read(name);
    return 'opened';
  } catch (error) {
    if (error instanceof NudgeError) return error.code;
    throw error;
  }
}

const one = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
const eight = new Uint8Array(8);

const name = fc
  .string({ minLength: 1, maxLength: 20 })
  .filter((text) => !['__metadata__', '__proto__', 'constructor', 'prototype'].includes(text));
const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
const finite = fc.float({ noNaN: true, noDefaultInfinity: true });
const sizeOf = (dimensions: readonly number[]) => dimensions.reduce((a, b) => a * b, 1);
const tensor = shape.chain((dimensions) =>
  fc
    .array(finite, { minLength: sizeOf(dimensions), maxLength: sizeOf(dimensions) })
    .map((numbers) => ({ dimensions, numbers: Float32Array.from(numbers) })),
);

describe('safetensors', () => {
  test('what is written as F32 is read, whatever the names and shapes', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, tensor), { selector: ([n]) => n, maxLength: 6 }),
        (written) => {
          const tensors = new Map<string, RawTensor>(
            written.map(([n, { dimensions, numbers }]) => [
              n,
              { dtype: 'F32', shape: dimensions, bytes: new Uint8Array(numbers.buffer) },
            ]),
          );
          const source = open(writeSafetensors(tensors));
          expect(new Set(source.names)).toEqual(new Set(tensors.keys()));
          for (const [n, { dimensions, numbers }] of written) {
            expect(source.shapeOf(n)).toEqual(dimensions);
            expect(source.read(n)).toEqual(numbers);
          }
        },
      ),
    );
  });

  test('any bytes end in a coded error or open', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(300), (body, claimed) => {
        codeOf(withHeader(body, [], claimed));
        codeOf(body);
      }),
    );
  });

  test('any JSON for a header ends in a coded error or opens', () => {
    fc.assert(
      fc.property(fc.json(), fc.uint8Array({ maxLength: 16 }), (text, data) => {
        codeOf(withHeader(utf8(text), [data]));
      }),
    );
  });

  test.each([
    ['an empty file', new Uint8Array()],
    ['a header beyond the file', withHeader(json({ a: one }), [eight], 5000)],
    ['a huge header', withHeader(json({ a: one }), [eight], 2n ** 63n)],
    ['a header that is no JSON', withHeader(utf8('{"a":'), [eight])],
    ['a header that is a list', withHeader(json([one]), [eight])],
    ['a header in another encoding', withHeader(new Uint8Array([0x7b, 0xff, 0x7d]), [])],
    ['a deep header', withHeader(utf8('['.repeat(100_000)), [])],
    ['a prototype key', withHeader(utf8('{"__proto__": {"dtype": "F32"}}'), [])],
    ['truncated data', withHeader(json({ a: one }), [eight.subarray(1)])],
    ['bytes behind the last tensor', withHeader(json({ a: one }), [eight, eight])],
    [
      'overlapping tensors',
      withHeader(json({ a: one, b: { ...one, data_offsets: [4, 12] } }), [eight, eight]),
    ],
    ['a gap between tensors', withHeader(json({ a: { ...one, data_offsets: [8, 16] } }), [eight, eight])],
    ['the same bytes twice', withHeader(json({ a: one, b: one }), [eight])],
    ['offsets that go backwards', withHeader(json({ a: { ...one, data_offsets: [8, 0] } }), [eight])],
    ['negative offsets', withHeader(json({ a: { ...one, data_offsets: [-8, 0] } }), [eight])],
    ['a fractional shape', withHeader(json({ a: { ...one, shape: [0.5, 4] } }), [eight])],
    ['a negative shape', withHeader(json({ a: { ...one, shape: [-1, -2] } }), [eight])],
    ['an overflowing shape', withHeader(json({ a: { ...one, shape: [2 ** 40, 2 ** 40] } }), [eight])],
    ['a shape that contradicts the bytes', withHeader(json({ a: { ...one, shape: [3] } }), [eight])],
    ['a missing dtype', withHeader(json({ a: { shape: [2], data_offsets: [0, 8] } }), [eight])],
    ['a NaN', withHeader(json({ a: one }), [new Uint8Array([0, 0, 0xc0, 0x7f, 0, 0, 0, 0])])],
    [
      'an infinite half',
      withHeader(json({ a: { ...one, dtype: 'F16', shape: [1], data_offsets: [0, 2] } }), [
        new Uint8Array([0, 0x7c]),
      ]),
    ],
  ])('%s is corrupt', (_, file) => {
    expect(codeOf(file)).toBe('pack-corrupt');
  });

  test('a format that nobody knows is refused by name', () => {
    const file = withHeader(json({ a: { ...one, dtype: 'F8_E4M3' } }), [eight]);
    expect(() => open(file)).toThrow('F8_E4M3');
    expect(codeOf(file)).toBe('pack-unsupported');
  });

  test.each(['I64', 'U64'])(
    '%s is no weight: left out, and refused by name where it is asked for',
    (dtype) => {
      const source = open(withHeader(json({ a: { ...one, dtype, shape: [1] } }), [eight]));
      expect(source.names).toEqual([]);
      expect(source.notes).toMatchObject([{ list: ['a'] }]);
      expect(() => source.read('a')).toThrow(dtype);
    },
  );

  test('BF16 is the upper half of a float32, F64 is rounded', () => {
    const numbers = [1, -2.5, 3.140625, 2 ** -130];
    const upper = new Uint16Array(
      new Uint32Array(Float32Array.from(numbers).buffer).map((bits) => bits >>> 16),
    );
    const entry = (dtype: string, n: number) => ({ a: { dtype, shape: [4], data_offsets: [0, n] } });
    const halves = open(withHeader(json(entry('BF16', 8)), [new Uint8Array(upper.buffer)]));
    expect([...halves.read('a')]).toEqual([1, -2.5, 3.140625, 2 ** -130]);
    const doubles = Float64Array.of(0.1, 1e-300, -1, 2);
    const source = open(withHeader(json(entry('F64', 32)), [new Uint8Array(doubles.buffer)]));
    expect([...source.read('a')]).toEqual([Math.fround(0.1), 0, -1, 2]);
    const huge = open(
      withHeader(json(entry('F64', 32)), [new Uint8Array(Float64Array.of(1e300, 0, 0, 0).buffer)]),
    );
    expect(() => huge.read('a')).toThrow('finite');
  });

  test('a tensor in two shards is corrupt', () => {
    const file = withHeader(json({ a: one }), [eight]);
    expect(() => openSafetensors(new Map([['1', file], ['2', file]]), 'unet')).toThrow('one shard only'); // prettier-ignore
  });
});

describe('halves', () => {
  const half = (bits: number) => float16ToFloat32(new Uint8Array([bits & 0xff, bits >> 8]))[0];

  test.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x0001, 2 ** -24],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
    [0x7e00, NaN],
  ])('%i', (bits, value) => {
    expect(half(bits)).toBe(value);
  });

  test('are in order, up to infinity', () => {
    for (let bits = 1; bits <= 0x7c00; bits++) expect(half(bits)).toBeGreaterThan(half(bits - 1) ?? NaN);
  });
});
