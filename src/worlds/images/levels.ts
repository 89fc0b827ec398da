// A picture as text, one character a number: 64 levels from -1 to 1 in the alphabet of base64url, so that a drawing is
// a value, and the same in a link as on the screen. In an address, runs of one level are counted: "A.9c.".

import type { Samples } from '../../terms/sample';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const TOP = ALPHABET.length - 1;
const LEVEL_OF = new Map(Array.from(ALPHABET, (character, level) => [character, level]));

/** Runs of fewer are written out. */
const SHORTEST_RUN = 5;
/** Numbers in the largest sample that a pack may have: 64×64 in colour. */
const MOST_NUMBERS = 64 * 64 * 4;

/** @param samples values in [-1, 1]; beyond it they are held at the ends */
export function textOf(samples: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < samples.length; i++) {
    const level = Math.round(((samples[i]! + 1) / 2) * TOP);
    text += ALPHABET[Math.max(0, Math.min(TOP, level))]!;
  }
  return text;
}

/** The other way. @param text of `textOf` */
export function samplesOf(text: string): Samples {
  return Float32Array.from(text, (character) => ((LEVEL_OF.get(character) ?? 0) / TOP) * 2 - 1);
}

/** A picture without anything on it, at the darkest level. @param size numbers in one sample */
export function blankText(size: number): string {
  return ALPHABET[0]!.repeat(size);
}

export function packText(text: string): string {
  return text.replaceAll(new RegExp(`([\\w-])\\1{${SHORTEST_RUN - 1},}`, 'g'), (run) => {
    return `${run[0]}.${run.length.toString(36)}.`;
  });
}

/** @returns null for anything that `packText` does not write */
export function unpackText(packed: string): string | null {
  if (!/^(?:[\w-](?:\.[0-9a-z]{1,3}\.)?)+$/.test(packed) || packed.length > MOST_NUMBERS) return null;
  let length = 0;
  const text = packed.replaceAll(/([\w-])\.([0-9a-z]+)\./g, (_, character: string, count: string) => {
    const times = Number.parseInt(count, 36);
    length += times;
    return length > MOST_NUMBERS ? '' : character.repeat(times);
  });
  return length > MOST_NUMBERS || text.length > MOST_NUMBERS ? null : text;
}
