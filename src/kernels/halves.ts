// Weights as half precision, two in a word, for kernels that read them with unpack2x16float: half the memory and half
// the traffic, and the same numbers, since only what is a half already is packed.

/**
 * @returns two halves in each 32 bits, the first in the lower ones; null when a number is not exactly a half
 */
export function packedHalves(numbers: Float32Array): Int32Array | null {
  const bits = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length);
  const packed = new Int32Array(Math.ceil(numbers.length / 2));
  for (let i = 0; i < bits.length; i++) {
    const half = exactHalf(bits[i]!);
    if (half === null) return null;
    packed[i >> 1]! |= i % 2 === 0 ? half : half << 16;
  }
  return packed;
}

/** The 16 bits of a finite single's equal half; null where there is none. */
function exactHalf(single: number): number | null {
  const sign = (single >>> 16) & 0x8000;
  const exponent = ((single >>> 23) & 0xff) - 127;
  const fraction = single & 0x7fffff;
  if (exponent === -127) return fraction === 0 ? sign : null;
  if (exponent > 15 || exponent < -24) return null;
  // below 2^-14 a half has no leading one of its own: it moves into the fraction
  const shift = exponent < -14 ? -1 - exponent : 13;
  const whole = exponent < -14 ? fraction | 0x800000 : fraction;
  if ((whole & ((1 << shift) - 1)) !== 0) return null;
  return sign | (exponent < -14 ? 0 : (exponent + 15) << 10) | (whole >>> shift);
}
