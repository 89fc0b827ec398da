import { expect, test } from 'vitest';
import { float32ToFloat16 } from '../../src/cli/float32-to-float16';
import { safetensorsOf } from '../../src/cli/safetensors-of';
import { float16ToFloat32 } from '../../src/pack/float16';
import { openSafetensors } from '../../src/pack/safetensors';

function roundTrip(value: number): number {
  const bits = float32ToFloat16(value);
  return float16ToFloat32(Uint8Array.of(bits & 0xff, bits >> 8))[0]!;
}

test('every half is itself', () => {
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = float16ToFloat32(Uint8Array.of(bits & 0xff, bits >> 8))[0]!;
    expect(Number.isNaN(value) ? 0x7e00 : bits).toBe(float32ToFloat16(value));
  }
});

test('between two halves the nearer is taken, and the even one in the middle', () => {
  const unit = 2 ** -10;
  expect(roundTrip(1 + 0.4 * unit)).toBe(1);
  expect(roundTrip(1 + 0.6 * unit)).toBe(1 + unit);
  expect(roundTrip(1 + 0.5 * unit)).toBe(1);
  expect(roundTrip(1 + 1.5 * unit)).toBe(1 + 2 * unit);
  expect(roundTrip(2 - 0.25 * unit)).toBe(2);
  expect(roundTrip(1e6)).toBe(Infinity);
  expect(roundTrip(-(2 ** -24))).toBe(-(2 ** -24));
  expect(roundTrip(2 ** -26)).toBe(0);
});

test('what is written can be opened', () => {
  const values = Float32Array.of(1, -2, 0.5, 3, 4, 5);
  const file = safetensorsOf([
    { name: 'a.weight', shape: [2, 3], values },
    { name: 'a.bias', shape: [1], values: Float32Array.of(7) },
  ]);
  const source = openSafetensors(new Map([['plane.safetensors', file]]), 'plane');
  expect(source.names).toEqual(['a.weight', 'a.bias']);
  expect(source.shapeOf('a.weight')).toEqual([2, 3]);
  expect(source.read('a.weight')).toEqual(values);
  expect(source.read('a.bias')).toEqual(Float32Array.of(7));
});
