// Tensors as a safetensors file, in float16: eight bytes of header length, the header, the numbers without gaps.

import { float32ToFloat16 } from './float32-to-float16';

export interface TensorToWrite {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export function safetensorsOf(tensors: readonly TensorToWrite[]): Uint8Array {
  let end = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = end;
    end += 2 * values.length;
    return [name, { dtype: 'F16', shape, data_offsets: [begin, end] }] as const;
  });
  const header = JSON.stringify(Object.fromEntries(entries));
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8); // the numbers begin at a multiple of 8
  const file = new Uint8Array(8 + padded.length + end);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(padded.length), true);
  file.set(new TextEncoder().encode(padded), 8);
  let at = 8 + padded.length;
  for (const { values } of tensors) {
    for (const value of values) {
      view.setUint16(at, float32ToFloat16(value), true);
      at += 2;
    }
  }
  return file;
}
