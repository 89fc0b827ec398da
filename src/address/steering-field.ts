// How a run was steered, as an address has it: as text, or packed when it is long. Packed steerings begin with a dot,
// which the text never does. read-steering.ts reads it.

import { steeringText, type Steering } from '../terms/steering';

/** A history of more characters is packed. */
const LONGEST_PLAIN = 160;
export const PACKED = '.';

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
