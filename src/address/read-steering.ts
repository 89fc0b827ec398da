// Reads how a run was steered, which steering-field.ts writes: loaded with the first address that says so.

import { parseSteering } from '../terms/read-steering';
import type { Steering } from '../terms/steering';
import { scaleLimits, seedLimits } from './settings-fields';
import { PACKED } from './steering-field';

/** No history of a run is longer than this. */
const MOST_CHARACTERS = 1_000_000;

/** Steerings whose values fit; undefined for nonsense, and for packed ones. */
export function readSteering(text: string): readonly Steering[] | undefined {
  const list = parseSteering(text);
  const fits = list?.every(
    ({ guidanceScale = 0, seed = 0 }) => guidanceScale <= scaleLimits.max && seed <= seedLimits.max,
  );
  return fits === true && list !== null ? list : undefined;
}

/** The text of steerings that may be packed; packed nonsense stays, and is refused where it is read. */
export async function unpackedSteering(text: string): Promise<string> {
  if (!text.startsWith(PACKED)) return text;
  return await unpack(text.slice(PACKED.length)).catch(() => text);
}

/** @throws Error of whatever kind when it is not what `packed` makes */
async function unpack(text: string): Promise<string> {
  const { inflateSync, strFromU8 } = await import('fflate');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const out = new Uint8Array(MOST_CHARACTERS); // bounds what a zip bomb can make
  return strFromU8(inflateSync(bytes, { out }));
}
