// Float32 arrays as text: little-endian, base64.

import type { Samples } from '../terms/sample';

/** Arguments that a call may have. */
const PORTION = 0x2000;

/** @returns four bytes a number, little-endian, also on machines that have it otherwise */
export function toBase64(values: Float32Array<ArrayBuffer>): string {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => view.setFloat32(i * 4, value, true));
  const bytes = new Uint8Array(view.buffer);
  let text = '';
  for (let from = 0; from < bytes.length; from += PORTION) {
    text += String.fromCharCode(...bytes.subarray(from, from + PORTION));
  }
  return btoa(text);
}

/** @throws DOMException when it is not base64 */
export function fromBase64(text: string): Samples {
  const bytes = atob(text);
  const view = new DataView(new ArrayBuffer(bytes.length));
  for (let i = 0; i < bytes.length; i++) view.setUint8(i, bytes.charCodeAt(i));
  const values = new Float32Array(Math.floor(bytes.length / 4));
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(i * 4, true);
  return values;
}
