// CRC-32 as zip has it (polynomial 0xEDB88320), a part at a time.

const table = new Uint32Array(256).map((_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** @param before the result for the parts so far; 0 at first */
export function crc32(part: Uint8Array, before = 0): number {
  let crc = ~before;
  for (const byte of part) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
