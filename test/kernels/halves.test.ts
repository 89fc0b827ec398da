import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packedHalves } from '../../src/kernels/halves';
import { float16ToFloat32 } from '../../src/pack/float16';
import { toHalf } from './numbers';

it('packs every finite half and no other number', () => {
  const finite = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits).filter(
    (bits) => (bits & 0x7c00) !== 0x7c00,
  );
  const packed = packedHalves(float16ToFloat32(new Uint8Array(finite.buffer)));
  expect(new Uint16Array(packed!.buffer)).toEqual(finite);
});

it('packs an odd number of them, with nothing behind', () => {
  expect([...packedHalves(Float32Array.of(1, -2, 0.5))!].map((word) => word >>> 0)).toEqual([
    0xc0003c00, 0x3800,
  ]);
  expect(packedHalves(new Float32Array(0))).toHaveLength(0);
});

it.each([65536, 1 + 2 ** -11, 2 ** -25, 2 ** -24 * 1.5, 2 ** -130, NaN, Infinity])('refuses %f', (value) => {
  expect(packedHalves(Float32Array.of(1, value))).toBeNull();
});

it('takes a number for a half exactly when it survives as one', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, min: -70000, max: 70000 }), fc.boolean(), (any, rounded) => {
      const value = rounded ? toHalf(any) : any; // hardly any single is a half by chance
      const packed = packedHalves(Float32Array.of(value));
      expect(packed !== null).toBe(value === toHalf(value) && Math.abs(value) <= 65504);
      if (packed === null) return;
      const [again] = float16ToFloat32(new Uint8Array(packed.buffer));
      expect(Object.is(again, value)).toBe(true);
    }),
  );
});
