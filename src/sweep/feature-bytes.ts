// Features as they are shipped: bytes in base64, each a number of units; every feature has a unit of its own.

import * as v from 'valibot';

export const featureText = v.pipe(v.string(), v.base64());
export const units = v.array(v.pipe(v.number(), v.finite(), v.minValue(0)));
export const sha256Text = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** @returns [N][F]; what is left over is no sample */
export function featuresOf(text: string, of: readonly number[]): Float32Array[] {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return Array.from({ length: Math.floor(bytes.length / of.length) }, (_, i) =>
    Float32Array.from(of, (unit, k) => bytes[i * of.length + k]! * unit),
  );
}
