// The formats in which safetensors keeps numbers, and those that a network can be made of as float32.

import { float16ToFloat32 } from './float16';

/** Bytes of a number. */
export const widths = {
  F16: 2,
  BF16: 2,
  F32: 4,
  F64: 8,
  BOOL: 1,
  U8: 1,
  I8: 1,
  U16: 2,
  I16: 2,
  U32: 4,
  I32: 4,
  U64: 8,
  I64: 8,
} as const;

export type NumberFormat = keyof typeof widths;

const readers: Readonly<Partial<Record<NumberFormat, (bytes: Uint8Array) => Float32Array>>> = {
  F16: float16ToFloat32,
  BF16: bfloat16ToFloat32,
  F32: (bytes) => new Float32Array(new Uint8Array(bytes).buffer),
  F64: (bytes) => Float32Array.from(new Float64Array(new Uint8Array(bytes).buffer)),
};

/** What is worth saying of one. */
export const remarks: Readonly<Partial<Record<NumberFormat, string>>> = {
  BF16: 'bfloat16, which has 8 bits of precision',
  F64: 'float64, and rounded to float32',
};

export function isNumberFormat(name: unknown): name is NumberFormat {
  return typeof name === 'string' && Object.hasOwn(widths, name);
}

/** @returns null of those that hold no fractions */
export function readerOf(format: NumberFormat): ((bytes: Uint8Array) => Float32Array) | null {
  return readers[format] ?? null;
}

/** The upper half of a float32. */
function bfloat16ToFloat32(bytes: Uint8Array): Float32Array {
  const bits = new Uint32Array(bytes.length / 2);
  for (let i = 0; i < bits.length; i++) bits[i] = (bytes[2 * i]! << 16) | (bytes[2 * i + 1]! << 24);
  return new Float32Array(bits.buffer);
}
