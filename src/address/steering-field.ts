// How a run was steered, in an address: as text, or packed when it is long. Packed steerings begin with a point, which
// the text never does.

import { parseSteering, steeringText, type Steering } from '../terms/steering';
import { scaleLimits, seedLimits } from './settings-fields';

/** A history of more characters is packed. */
const LONGEST_PLAIN = 160;
const PACKED = '.';
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

/** @param plain never packs, as for a file */
export async function writeSteering(list: readonly Steering[], plain: boolean): Promise<string> {
  const text = steeringText(list);
  return plain || text.length <= LONGEST_PLAIN ? text : await packed(text);
}

async function packed(text: string): Promise<string> {
  const { deflateSync, strToU8 } = await import('fflate');
  const bytes = deflateSync(strToU8(text), { level: 9 });
  const base64 = btoa(String.fromCharCode(...bytes));
  return PACKED + base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
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
