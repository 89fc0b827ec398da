// Single precision to IEEE 754 half precision, halves to even.

/** @returns the 16 bits */
export function float32ToFloat16(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (size >= 65520) return sign | 0x7c00; // beyond the largest half: infinity
  // the spacing of halves around this size: 2^-10 of its power of two, and no finer than the least subnormal
  const power = Math.max(-14, Math.floor(Math.log2(size || 2 ** -14)));
  const exponent = size < 2 ** power ? power - 1 : size >= 2 ** (power + 1) ? power + 1 : power;
  const unit = 2 ** (Math.max(-14, exponent) - 10);
  const steps = roundHalfEven(size / unit); // exact: a power of two divides
  return sign | (steps + (Math.max(-14, exponent) + 14) * 1024);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor + (floor % 2);
  return Math.round(value);
}
