// IEEE 754 half precision to single.

let table: Float32Array | null = null;

/** The value of every half, by its 16 bits. */
function values(): Float32Array {
  if (table) return table;
  table = new Float32Array(0x10000);
  for (let bits = 0; bits < 0x10000; bits++) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0) table[bits] = sign * fraction * 2 ** -24;
    else if (exponent === 0x1f) table[bits] = fraction ? NaN : sign * Infinity;
    else table[bits] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return table;
}

/** @param bytes little-endian halves, an even number of bytes */
export function float16ToFloat32(bytes: Uint8Array): Float32Array {
  const lookup = values();
  const out = new Float32Array(bytes.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = lookup[bytes[2 * i]! | (bytes[2 * i + 1]! << 8)]!;
  return out;
}
